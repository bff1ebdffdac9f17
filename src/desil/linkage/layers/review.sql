-- One row is one pair that a person must judge: sure enough to ask about, not to link.
-- `stake` orders the queue: what a link would change (a household not yet known to the register, a
-- death, a number); the record's undecided candidates stand together.
-- Reads weighed, found_link, record, known_person, delivery_at_hand; writes made_review.
select
    delivery.source,
    delivery.delivery_id,
    record.record_id,
    weighed.nik,
    weighed.weight_milli,
    weighed.share_ppm,
    weighed.name_level,
    weighed.birth_date_level,
    weighed.sex_level,
    weighed.number_level,
    weighed.household_level,
    cast(
        if(known_person.is_in_release, 0, 4)
        + if(record.family_number <> known_person.family_number, 2, 0)
        + if(record.village_code <> known_person.village_code, 1, 0)
        as smallint
    ) as stake,
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
where weighed.share_ppm >= delivery.grey_ppm
