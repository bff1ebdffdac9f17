-- One row is one civil servant.
-- Reads record, found_link, delivery_at_hand; writes source_fact.
select
    delivery.source,
    record.record_id,
    found_link.nik,
    'civil_servant' as fact,
    cast(1 as bigint) as amount,
    cast(null as varchar) as said,
    record.seen_date as on_date
from record
inner join found_link using (record_number)
cross join delivery_at_hand as delivery
