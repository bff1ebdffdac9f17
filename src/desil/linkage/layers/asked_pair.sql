-- One row is one pair of a record that has no link, sure enough to ask about, not to link. A number
-- that is a known person's and was not believed is asked about with its owner. Of a list that names
-- nobody twice the other pairs are there too: they tell how often a wrong person is another
-- record's.
-- Reads weighed, found_link, record, known_person, delivery_at_hand; writes asked_pair.
select
    delivery.source,
    delivery.delivery_id,
    record.record_id,
    weighed.nik,
    known_person.is_in_release,
    delivery.is_listed_once,
    coalesce(record.nik = weighed.nik, false) as is_own_number,
    delivery.grey_ppm,
    weighed.weight_milli,
    weighed.share_ppm,
    weighed.name_level,
    weighed.birth_date_level,
    weighed.sex_level,
    weighed.number_level,
    weighed.household_level,
    record.name as stated_name,
    record.birth_date as stated_birth_date,
    record.sex as stated_sex,
    record.family_number as stated_family_number,
    record.village_code as stated_village_code,
    record.address as stated_address
from weighed
inner join record using (record_number)
inner join known_person on weighed.nik = known_person.nik
cross join delivery_at_hand as delivery
anti join found_link on weighed.record_number = found_link.record_number
where
    weighed.place <= 3
    and (
        delivery.is_listed_once
        or weighed.share_ppm >= delivery.grey_ppm
        or record.nik = weighed.nik
    )
