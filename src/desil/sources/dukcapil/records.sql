-- One row is one person of the civil register.
-- Reads delivered_person; writes record.
select
    nik as record_id,
    number_of(nik) as nik,
    number_of(family_number) as family_number,
    name,
    birth_date,
    sex,
    relationship,
    village_code,
    cast(null as varchar) as address,
    cast(null as varchar) as mother_name,
    reference_date as seen_date
from delivered_person
