-- One row is one pair that a person could judge: sure enough to ask about, not to link. A number
-- that is a known person's and was not believed is asked about with its owner (`asked_ppm` is then
-- as much as is asked about at least).
-- Reads weighed, found_link, record, known_person, delivery_at_hand; writes asked_pair.
with undecided as (
    select
        weighed.*,
        greatest(
            weighed.share_ppm, if(record.nik = weighed.nik, delivery.grey_ppm, 0)
        ) as asked_ppm
    from weighed
    inner join record using (record_number)
    cross join delivery_at_hand as delivery
    anti join found_link on weighed.record_number = found_link.record_number
)

select
    delivery.source,
    delivery.delivery_id,
    record.record_id,
    undecided.nik,
    known_person.is_in_release,
    cast(undecided.asked_ppm as integer) as asked_ppm,
    undecided.weight_milli,
    undecided.share_ppm,
    undecided.name_level,
    undecided.birth_date_level,
    undecided.sex_level,
    undecided.number_level,
    undecided.household_level,
    record.name as stated_name,
    record.birth_date as stated_birth_date,
    record.sex as stated_sex,
    record.family_number as stated_family_number,
    record.village_code as stated_village_code,
    record.address as stated_address
from undecided
inner join record using (record_number)
inner join known_person on undecided.nik = known_person.nik
cross join delivery_at_hand as delivery
where undecided.asked_ppm >= delivery.grey_ppm and undecided.place <= 3
