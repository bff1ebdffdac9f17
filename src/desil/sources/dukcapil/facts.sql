-- One row is the state of a person in the civil register: `amount` 1 alive, 2 dead, 3 moved away.
-- Reads delivered_person, record, found_link, delivery_at_hand; writes source_fact.
select
    delivery.source,
    record.record_id,
    found_link.nik,
    'state' as fact,
    cast(coalesce(person.status, 1) as bigint) as amount,
    cast(null as varchar) as said,
    coalesce(person.status_date, person.reference_date) as on_date
from record
inner join found_link using (record_number)
inner join delivered_person as person on record.record_id = person.nik
cross join delivery_at_hand as delivery
