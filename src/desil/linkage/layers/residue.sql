-- One row is one record that no confirmed number has linked, ready to be compared.
-- `nik` is empty where the number is that of a known person whom nothing confirms: it is another
-- person's number, and would speak for the wrong one.
-- Reads record, number_hit, canonical_name; writes residue.
select
    record.record_number,
    record.nik as stated_nik,
    if(number_hit.nik is null, record.nik, null) as nik,
    record.family_number,
    own.canonical,
    record.birth_date,
    record.sex,
    record.relationship,
    record.village_code,
    address_key(record.address) as address_key,
    split_part(mothers.canonical, ' ', 1) as mother
from record
left join number_hit using (record_number)
left join canonical_name as own on record.name = own.name
left join canonical_name as mothers on record.mother_name = mothers.name
where number_hit.is_confirmed is distinct from true
