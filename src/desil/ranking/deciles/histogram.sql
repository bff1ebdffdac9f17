-- One row is one score of one reference population, with the weight that stands at that score.
-- Reads reference; writes histogram.
select
    level,
    area_code,
    score_micro,
    cast(sum(weight) as bigint) as weight
from reference
where score_micro is not null
group by level, area_code, score_micro
