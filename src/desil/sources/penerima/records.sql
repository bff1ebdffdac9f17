-- One row is one recipient of one programme: a person by NIK, or a family by its card, where the
-- name is the head's.
-- Reads delivered_recipient; writes record.
select
    programme || ' ' || coalesce(period, '') || ' ' || coalesce(nik, family_number) as record_id,
    number_of(nik) as nik,
    number_of(family_number) as family_number,
    name,
    cast(null as date) as birth_date,
    cast(null as smallint) as sex,
    cast(if(nik is null, 1, null) as smallint) as relationship,
    cast(null as varchar) as village_code,
    cast(null as varchar) as address,
    cast(null as varchar) as mother_name,
    reference_date as seen_date
from delivered_recipient
