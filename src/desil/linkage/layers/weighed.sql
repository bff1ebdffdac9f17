-- One row is one candidate that could be right: its weight, its place among the record's
-- candidates, and the share of the evidence (in millionths) that speaks for it. The share weighs it
-- against every other candidate and against "none of them", so that it falls both when the evidence
-- is thin and when a second person is as likely. Sums are of whole numbers: no order changes them.
-- Reads scored_pair; writes weighed.
with placed as (
    select
        *,
        max(weight_milli) over (partition by record_number) as top_milli,
        row_number() over (partition by record_number order by weight_milli desc, nik) as place
    from scored_pair
),

odds as (
    select
        *,
        cast(round(pow(2, (weight_milli - top_milli) / 1000) * 1000000) as bigint) as relative_odds,
        cast(
            round(pow(2, least(-top_milli / 1000, 40)) * 1000000) as bigint
        ) as odds_of_nobody
    from placed
)

select
    record_number,
    nik,
    place,
    weight_milli,
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
