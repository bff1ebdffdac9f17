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
    left(spelled.canonical, 2) as name_begins,
    left(spelled.canonical, 3) as name_begins_so,
    cast(year(record.birth_date) as smallint) as birth_year,
    cast(month(record.birth_date) as tinyint) as birth_month,
    cast(day(record.birth_date) as tinyint) as birth_day,
    left(split_part(spelled.canonical, ' ', -1), 2) as last_word_begins,
    record.birth_date,
    record.sex,
    record.village_code,
    address_key(record.address) as address_key,
    neighbourhood_of(record.address) as neighbourhood,
    spelled.mother
from record
left join known_person using (nik)
inner join spelled_record as spelled using (record_number)
