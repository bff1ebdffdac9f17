-- One row is one pair that a person must judge: sure enough to ask about, not to link. A number
-- that is a known person's and was not believed is asked about with its owner. Of a delivery those
-- 6,000 pairs are shown whose answer is likeliest to add a link: what is nearly never right is not
-- asked. `stake` orders the queue by what a decision changes: the person is of the release (2), and
-- no other record of the list is linked to them (1); then the likeliest first.
-- Reads weighed, found_link, record, known_person, delivery_at_hand; writes made_review.
with undecided as (
    select
        weighed.*,
        record.record_id,
        greatest(
            weighed.share_ppm, if(record.nik = weighed.nik, delivery.grey_ppm, 0)
        ) as asked_ppm
    from weighed
    inner join record using (record_number)
    cross join delivery_at_hand as delivery
    anti join found_link on weighed.record_number = found_link.record_number
),

asked as (
    select undecided.*
    from undecided
    cross join delivery_at_hand as delivery
    where undecided.asked_ppm >= delivery.grey_ppm and undecided.place <= 3
    qualify row_number() over (order by asked_ppm desc, share_ppm desc, record_id, nik) <= 6000
),

linked_person as (
    select distinct nik
    from found_link
)

select
    delivery.source,
    delivery.delivery_id,
    record.record_id,
    asked.nik,
    asked.weight_milli,
    asked.share_ppm,
    asked.name_level,
    asked.birth_date_level,
    asked.sex_level,
    asked.number_level,
    asked.household_level,
    cast(
        if(known_person.is_in_release, 2, 0) + if(linked_person.nik is null, 1, 0) as smallint
    ) as stake,
    record.name as stated_name,
    record.birth_date as stated_birth_date,
    record.sex as stated_sex,
    record.family_number as stated_family_number,
    record.village_code as stated_village_code,
    record.address as stated_address
from asked
inner join record using (record_number)
inner join known_person on asked.nik = known_person.nik
left join linked_person on asked.nik = linked_person.nik
cross join delivery_at_hand as delivery
