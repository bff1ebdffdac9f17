-- One row is one record of a source: to whom it is linked, by which layer, how surely.
-- Reads made_link; writes link.
select
    source,
    delivery_id,
    record_id,
    lpad(cast(nik as varchar), 16, '0') as nik,
    cast(is_in_release as smallint) as is_in_release,
    layer,
    weight_milli,
    share_ppm
from made_link
