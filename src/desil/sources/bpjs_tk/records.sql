-- One row is one insured wage earner.
-- Reads delivered_person; writes record.
select
    kpj as record_id,
    number_of(nik) as nik,
    cast(null as bigint) as family_number,
    name,
    birth_date,
    cast(null as smallint) as sex,
    cast(null as smallint) as relationship,
    cast(null as varchar) as village_code,
    cast(null as varchar) as address,
    cast(null as varchar) as mother_name,
    reference_date as seen_date
from delivered_person
