-- One row is one family with the score that trees predict for it, in whole micro log points, half
-- up; a prediction that is not finite gives no score.
-- Reads predicted; writes scored.
select
    family_number,
    province_code,
    city_code,
    village_code,
    counted_size,
    case
        when welfare between -2000 and 2000 then cast(floor(welfare * 1000000 + 0.5) as integer)
    end as score_micro,
    case
        when welfare between -2000 and 2000 then cast(floor(welfare * 1000000 + 0.5) as integer)
    end as least_micro,
    case
        when welfare between -2000 and 2000 then cast(floor(welfare * 1000000 + 0.5) as integer)
    end as most_micro,
    unknown_facts,
    0 as spread_milli
from predicted
