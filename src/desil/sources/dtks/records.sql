-- One row is one person on the predecessor's list.
-- Reads delivered_person; writes record.
select
    dtks_id as record_id,
    number_of(nik) as nik,
    number_of(family_number) as family_number,
    name,
    birth_date,
    sex,
    relationship,
    village_code,
    address,
    mother_name,
    coalesce(make_date(cast(year as bigint), 12, 31), reference_date) as seen_date
from delivered_person
