-- One row is one group of the old list's records: right links, all links to people of the release,
-- and how many of the records are of people who live in the city.
-- Reads found (record_id, nik), listed, true_link, true_person.
with linked as (
    select
        found.record_id,
        lpad(cast(found.nik as varchar), 16, '0') as nik
    from found
    semi join true_person on cast(found.nik as bigint) = true_person.nik
),

judged as (
    select
        linked.nik,
        lpad(cast(person.nik as varchar), 16, '0') as true_nik,
        listed.nik as stated_nik,
        listed.name as stated_name,
        register.name as true_name
    from true_link
    inner join listed on cast(true_link.id_dtks as varchar) = listed.dtks_id
    left join true_person as person using (person_id)
    left join register on lpad(cast(person.nik as varchar), 16, '0') = register.nik
    left join linked on listed.dtks_id = linked.record_id
),

grouped as (
    select
        *,
        unnest([
            'semua',
            if(stated_nik is null, 'NIK kosong', null),
            if(stated_nik <> true_nik, 'NIK salah', null),
            if(
                stated_name <> true_name
                and ends_with(split_part(true_name, ' ', 1), stated_name),
                'nama panggilan', null
            ),
            if(
                stated_name <> true_name
                and damerau_levenshtein(stated_name, true_name) = 1,
                'nama salah ketik', null
            )
        ]) as record_group
    from judged
)

select
    record_group,
    count(*) filter (nik = true_nik) as rightly,
    count(nik) as linked,
    count(true_nik) as living
from grouped
where record_group is not null
group by record_group
