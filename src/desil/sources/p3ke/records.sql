-- One row is one family head on another agency's poverty list.
-- Reads delivered_family; writes record.
select
    p3ke_id as record_id,
    number_of(head_nik) as nik,
    cast(null as bigint) as family_number,
    head_name as name,
    cast(null as date) as birth_date,
    cast(null as smallint) as sex,
    cast(1 as smallint) as relationship,
    village_code,
    address,
    cast(null as varchar) as mother_name,
    reference_date as seen_date
from delivered_family
