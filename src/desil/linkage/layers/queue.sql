-- One row is one pair of the review queue. Of a delivery those 6,000 pairs are shown whose answer
-- is likeliest to add a link: what is nearly never right is not asked. Its share is that of its own
-- evidence, and of what the links of the list's other records say (`context`). `stake` orders the
-- queue by what a decision changes: the person is of the release (2), and no other record of the
-- list is linked to them (1); then the likeliest first.
-- Reads contested_pair, context_odds; writes made_review.
with stated as (
    select
        contested_pair.*,
        share_ppm * coalesce(context_odds.odds_milli, 1000) as odds
    from contested_pair
    left join context_odds using (source, delivery_id, context)
),

shared as (
    select
        stated.* exclude (share_ppm),
        cast(
            odds * 1000000 // (
                sum(odds) over of_record
                + greatest(1000000 - sum(share_ppm) over of_record, 1) * 1000
            ) as integer
        ) as share_ppm
    from stated
    window of_record as (partition by source, delivery_id, record_id)
)

select
    source,
    delivery_id,
    record_id,
    nik,
    weight_milli,
    share_ppm,
    name_level,
    birth_date_level,
    sex_level,
    number_level,
    household_level,
    cast(if(is_in_release, 2, 0) + if(is_taken, 0, 1) as smallint) as stake,
    stated_name,
    stated_birth_date,
    stated_sex,
    stated_family_number,
    stated_village_code,
    stated_address
from shared
where share_ppm >= grey_ppm or is_own_number
qualify
    row_number() over (
        partition by source, delivery_id
        order by
            greatest(share_ppm, if(is_own_number, grey_ppm, 0)) desc,
            share_ppm desc,
            record_id,
            nik
    ) <= 6000
