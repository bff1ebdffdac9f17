-- One row is one record of a sample of the delivery, shaped as `residue`. A number that a known
-- person has is hidden from the search for candidates (`nik` is empty) and kept beside as
-- `stated_nik`: what is found without it can be held against it.
-- Reads record, known_person, canonical_name; writes residue.
select
    record.record_number,
    if(known_person.nik is null, record.nik, null) as nik,
    record.nik as stated_nik,
    record.family_number,
    own.canonical,
    aliases.canonical as alias,
    left(own.canonical, 2) as name_begins,
    left(split_part(own.canonical, ' ', -1), 2) as last_word_begins,
    record.birth_date,
    record.sex,
    record.village_code,
    address_key(record.address) as address_key,
    neighbourhood_of(record.address) as neighbourhood,
    split_part(mothers.canonical, ' ', 1) as mother
from record
left join known_person using (nik)
left join canonical_name as own on main_name(record.name) = own.name
left join canonical_name as aliases on other_name(record.name) = aliases.name
left join canonical_name as mothers on record.mother_name = mothers.name
