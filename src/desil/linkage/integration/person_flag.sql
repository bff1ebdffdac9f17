-- One row is one reason to look at a person again, with its evidence. Nobody is dropped for it.
-- Reads source_fact, made_link, known_person, declared_source; writes person_flag.
with doubled_in_source as (
    select
        made_link.nik,
        made_link.source,
        min(made_link.record_id) as record_id,
        count(*) as times
    from made_link
    inner join declared_source using (source)
    where made_link.nik is not null and declared_source.repeats_nobody
    group by made_link.nik, made_link.source, made_link.delivery_id
    having count(*) > 1
),

alike_in_register as (
    select
        min(nik) as nik,
        count(*) as times
    from known_person
    where is_in_release and address_key is not null
    group by canonical, birth_date, sex, village_code, address_key
    having count(*) > 1
),

flagged as (
    select
        source_fact.nik,
        if(source_fact.amount = 2, 'dead', 'moved') as flag,
        source_fact.source,
        source_fact.record_id,
        source_fact.on_date,
        'dicatat Dukcapil' as evidence
    from source_fact
    where source_fact.fact = 'state' and source_fact.amount in (2, 3)
    union all
    select
        nik,
        'doubled_in_source',
        source,
        record_id,
        cast(null as date),
        times || ' catatan dalam satu daftar'
    from doubled_in_source
    union all
    select
        nik,
        'alike_in_register',
        'dtsen',
        cast(nik as varchar),
        cast(null as date),
        times || ' orang: nama, tanggal lahir, dan alamat sama'
    from alike_in_register
)

select distinct
    lpad(cast(flagged.nik as varchar), 16, '0') as nik,
    flagged.flag,
    flagged.source,
    flagged.record_id,
    flagged.on_date,
    flagged.evidence,
    cast(coalesce(known_person.is_in_release, false) as smallint) as is_in_release
from flagged
left join known_person using (nik)
