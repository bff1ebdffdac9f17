-- One row is one civil servant. The NIP opens with the birth date; its 15th digit is the sex.
-- Reads delivered_person; writes record.
select
    nip as record_id,
    number_of(nik) as nik,
    cast(null as bigint) as family_number,
    name,
    cast(try_strptime(left(nip, 8), '%Y%m%d') as date) as birth_date,
    try_cast(substr(nip, 15, 1) as smallint) as sex,
    cast(null as smallint) as relationship,
    cast(null as varchar) as village_code,
    cast(null as varchar) as address,
    cast(null as varchar) as mother_name,
    reference_date as seen_date
from delivered_person
