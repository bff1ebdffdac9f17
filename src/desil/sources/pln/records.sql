-- One row is the person whose name an electricity meter bears.
-- Reads delivered_meter; writes record.
select
    customer_id as record_id,
    number_of(nik) as nik,
    cast(null as bigint) as family_number,
    name,
    cast(null as date) as birth_date,
    cast(null as smallint) as sex,
    cast(null as smallint) as relationship,
    village_code,
    address,
    cast(null as varchar) as mother_name,
    reference_date as seen_date
from delivered_meter
