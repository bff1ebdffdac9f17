-- One row is one score of one reference population, with the weight below it and up to it, and the
-- weight of the whole population.
-- Reads histogram; writes running.
select
    level,
    area_code,
    score_micro,
    cast(
        sum(weight) over (partition by level, area_code order by score_micro) as bigint
    ) as weight_up_to,
    cast(
        sum(weight) over (partition by level, area_code order by score_micro) - weight as bigint
    ) as weight_below,
    cast(sum(weight) over (partition by level, area_code) as bigint) as weight_of_all
from histogram
