-- One row is one programme that a person, or the family whose head is named, receives.
-- Reads record, found_link, delivery_at_hand; writes source_fact.
select
    delivery.source,
    record.record_id,
    coalesce(found_link.nik, record.nik) as nik,
    'receives' as fact,
    cast(1 as bigint) as amount,
    split_part(record.record_id, ' ', 1) as said,
    record.seen_date as on_date
from record
left join found_link using (record_number)
cross join delivery_at_hand as delivery
