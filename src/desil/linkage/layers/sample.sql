-- One row is one record of a sample of the delivery, shaped as `residue`. A number that a known
-- person has is hidden from the search for candidates (`nik` is empty) and kept beside as
-- `stated_nik`: what is found without it can be held against it.
-- Reads record, known_person, spelled_record; writes residue.
select
    record.record_number,
    if(known_person.nik is null, record.nik, null) as nik,
    record.nik as stated_nik,
    record.family_number,
    spelled.canonical,
    spelled.alias,
    key_of(spelled.canonical) as name_key,
    key_of(left(spelled.canonical, 2)) as begins_key,
    key_of(left(spelled.canonical, 3)) as begins_so_key,
    key_of(left(split_part(spelled.canonical, ' ', -1), 2)) as last_word_key,
    key_of(right(spelled.canonical, 3)) as ends_key,
    key_of(record.village_code) as village_key,
    days_of(record.birth_date) as birth_days,
    cast(year(record.birth_date) as smallint) as birth_year,
    cast(month(record.birth_date) as tinyint) as birth_month,
    cast(day(record.birth_date) as tinyint) as birth_day,
    record.birth_date,
    record.sex,
    record.village_code,
    address_key(record.address) as address_key,
    neighbourhood_of(record.address) as neighbourhood,
    spelled.mother
from record
left join known_person using (nik)
inner join spelled_record as spelled using (record_number)
