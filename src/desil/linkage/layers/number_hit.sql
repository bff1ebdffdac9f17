-- One row is one record whose identity number is that of a known person; `is_confirmed` when the
-- name or the birth date says the same. A birth date that two members of the family share confirms
-- nobody.
-- Reads record, known_person; writes number_hit.
select
    record.record_number,
    known_person.nik,
    coalesce(record.name = known_person.name, false)
    or coalesce(
        record.birth_date = known_person.birth_date and not known_person.shares_birth_date, false
    ) as is_confirmed
from record
inner join known_person using (nik)
