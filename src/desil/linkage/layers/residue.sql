-- One row is one record that no sure number has linked, ready to be compared.
-- Reads record, canonical_name; writes residue.
select
    record.record_number,
    record.nik,
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
anti join found_link using (record_number)
left join canonical_name as own on main_name(record.name) = own.name
left join canonical_name as aliases on other_name(record.name) = aliases.name
left join canonical_name as mothers on record.mother_name = mothers.name
