-- One row is one score of one reference population with its decile and percentile there.
-- The remainder is taken off before dividing, so
-- that engines that divide whole numbers and engines that do not agree.
-- Reads running, cutoff_row; writes standing.
select
    running.level,
    running.area_code,
    running.score_micro,
    cast(decile_by(running.score_micro, cutoff_row) as smallint) as decile,
    cast(
        case
            when running.weight_of_all = 0 then null
            when 100 * running.weight_below >= 99 * running.weight_of_all then 100
            else 1 + round(
                (
                    100 * running.weight_below
                    - (100 * running.weight_below) % running.weight_of_all
                ) / running.weight_of_all
            )
        end as smallint
    ) as percentile
from running
inner join cutoff_row using (level, area_code)
