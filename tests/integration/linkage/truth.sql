-- One row is one group of the old list's records of living people: listed, linked, rightly linked.
-- Reads link, listed, true_link, true_person (the city's truth).
with judged as (
    select
        listed.nik as stated_nik,
        lpad(cast(person.nik as varchar), 16, '0') as true_nik,
        link.nik,
        length(listed.name) <= 4 as is_short
    from true_link
    inner join true_person as person using (person_id)
    inner join listed on cast(true_link.id_dtks as varchar) = listed.dtks_id
    inner join link on listed.dtks_id = link.record_id and link.source = 'dtks'
),

grouped as (
    select
        *,
        unnest([
            'all',
            if(stated_nik is null, 'number_empty', null),
            if(stated_nik <> true_nik, 'number_wrong', null),
            if(is_short, 'name_short', null)
        ]) as record_group
    from judged
)

select
    record_group,
    count(*) as listed,
    count(nik) as linked,
    count(*) filter (nik = true_nik) as rightly
from grouped
where record_group is not null
group by record_group
