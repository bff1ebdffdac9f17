-- One row is one pair of the review queue. Of a delivery those 6,000 pairs are shown whose answer
-- is likeliest to add a link: what is nearly never right is not asked. `stake` orders the queue by
-- what a decision changes: the person is of the release (2), and no other record of the list is
-- linked to them (1); then the likeliest first.
-- Reads asked_pair, made_link; writes made_review.
with linked_person as (
    select distinct
        source,
        delivery_id,
        nik
    from made_link
    where nik in (select nik from asked_pair)
)

select
    asked_pair.source,
    asked_pair.delivery_id,
    asked_pair.record_id,
    asked_pair.nik,
    asked_pair.weight_milli,
    asked_pair.share_ppm,
    asked_pair.name_level,
    asked_pair.birth_date_level,
    asked_pair.sex_level,
    asked_pair.number_level,
    asked_pair.household_level,
    cast(
        if(asked_pair.is_in_release, 2, 0) + if(linked_person.nik is null, 1, 0) as smallint
    ) as stake,
    asked_pair.stated_name,
    asked_pair.stated_birth_date,
    asked_pair.stated_sex,
    asked_pair.stated_family_number,
    asked_pair.stated_village_code,
    asked_pair.stated_address
from asked_pair
left join linked_person using (source, delivery_id, nik)
qualify
    row_number() over (
        partition by asked_pair.source, asked_pair.delivery_id
        order by
            asked_pair.asked_ppm desc,
            asked_pair.share_ppm desc,
            asked_pair.record_id,
            asked_pair.nik
    ) <= 6000
