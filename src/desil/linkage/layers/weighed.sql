-- One row is one candidate that could be right: its weight, its place among the record's
-- candidates, and the share of the evidence (in millionths) that speaks for it. The share weighs it
-- against every other candidate and against "none of them", so that it falls both when the evidence
-- is thin and when a second person is as likely. Sums are of whole numbers: no order changes them.
-- Reads scored_pair; writes weighed.
with placed as (
    select
        *,
        max(weight) over (partition by record_number) as top_weight,
        row_number() over (partition by record_number order by weight desc, nik) as place
    from scored_pair
),

odds as (
    select
        *,
        cast(round(pow(2, weight - top_weight) * 1000000) as bigint) as relative_odds,
        cast(round(pow(2, least(-top_weight, 40)) * 1000000) as bigint) as odds_of_nobody
    from placed
)

select
    record_number,
    nik,
    place,
    cast(round(weight * 1000) as integer) as weight_milli,
    cast(
        relative_odds * 1000000 // (
            sum(relative_odds) over (partition by record_number) + odds_of_nobody
        ) as integer
    ) as share_ppm,
    name_level,
    birth_date_level,
    sex_level,
    number_level,
    household_level
from odds
