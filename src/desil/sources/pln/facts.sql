-- One row is the power of one meter in volt-ampere; it belongs to the family that states its
-- number, whoever's name it bears.
-- Reads delivered_meter, delivery_at_hand; writes source_fact.
select
    delivery.source,
    meter.customer_id as record_id,
    cast(null as bigint) as nik,
    'power_va' as fact,
    cast(meter.power_va as bigint) as amount,
    meter.customer_id as said,
    meter.reference_date as on_date
from delivered_meter as meter
cross join delivery_at_hand as delivery
where meter.power_va is not null
