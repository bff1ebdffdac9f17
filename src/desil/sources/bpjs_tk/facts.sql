-- One row is the wage of one worker, in rupiah a month.
-- Reads delivered_person, record, found_link, delivery_at_hand; writes source_fact.
select
    delivery.source,
    record.record_id,
    found_link.nik,
    'wage' as fact,
    cast(person.wage as bigint) as amount,
    cast(null as varchar) as said,
    record.seen_date as on_date
from record
inner join found_link using (record_number)
inner join delivered_person as person on record.record_id = person.kpj
cross join delivery_at_hand as delivery
where person.wage is not null
