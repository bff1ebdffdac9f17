-- One row is one record of a delivery, linked or not: to whom, by which layer, and how surely; and
-- the card that it states.
-- Reads record, found_link, known_person, delivery_at_hand; writes made_link.
select
    delivery.source,
    delivery.delivery_id,
    record.record_id,
    known_person.nik,
    coalesce(known_person.is_in_release, false) as is_in_release,
    coalesce(found_link.layer, '') as layer,
    found_link.weight_milli,
    found_link.share_ppm,
    record.family_number as stated_family_number
from record
cross join delivery_at_hand as delivery
left join found_link using (record_number)
left join known_person on found_link.nik = known_person.nik
