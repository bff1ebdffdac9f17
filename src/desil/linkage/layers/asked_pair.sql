-- One row is one pair of a record that has no link, sure enough to ask about, not to link. A number
-- that is a known person's and was not believed is asked about with its owner. Of a list that names
-- nobody twice the other pairs are there too: they tell how often a wrong person is another
-- record's.
-- Reads weighed, found_link, record, known_person, delivery_at_hand; writes asked_pair.
with doubtful as materialized (
    select weighed.*
    from weighed
    anti join found_link using (record_number)
    where place <= 3
)

select
    delivery.source,
    delivery.delivery_id,
    record.record_id,
    doubtful.nik,
    known_person.is_in_release,
    delivery.is_listed_once,
    coalesce(record.nik = doubtful.nik, false) as is_own_number,
    delivery.grey_ppm,
    doubtful.weight_milli,
    doubtful.share_ppm,
    doubtful.name_level,
    doubtful.birth_date_level,
    doubtful.sex_level,
    doubtful.number_level,
    doubtful.household_level,
    record.name as stated_name,
    record.birth_date as stated_birth_date,
    record.sex as stated_sex,
    record.family_number as stated_family_number,
    record.village_code as stated_village_code,
    record.address as stated_address
from doubtful
inner join record using (record_number)
inner join known_person on doubtful.nik = known_person.nik
cross join delivery_at_hand as delivery
where
    delivery.is_listed_once
    or doubtful.share_ppm >= delivery.grey_ppm
    or record.nik = doubtful.nik
