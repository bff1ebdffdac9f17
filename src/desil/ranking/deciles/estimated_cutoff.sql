-- One row is one cut-off of one reference population: the lowest score up to which it holds the
-- tenths of weight that are wanted. Where none is wanted, the cut-off lies below every score.
-- wanted.ten_times is ten times that weight, so that tenths of a whole number stay whole; where
-- it is empty, boundary tenths of the population itself are wanted.
-- Reads running, wanted; writes estimated_cutoff.
select
    running.level,
    running.area_code,
    wanted.boundary,
    cast(
        min(
            case
                when wanted.ten_times = 0 then running.score_micro - 1
                else running.score_micro
            end
        ) as integer
    ) as score_micro
from running
inner join wanted on running.level = wanted.level
where
    running.weight_of_all > 0
    and running.weight_up_to * 10
    >= coalesce(wanted.ten_times, wanted.boundary * running.weight_of_all)
group by running.level, running.area_code, wanted.boundary
