-- One row is one cut-off that a run ranked by; level welfare has the lines of the probabilities.
-- Reads cutoff, welfare_line; writes ranking_cutoff.
select
    level,
    area_code,
    boundary,
    score_micro,
    method,
    valid_from,
    reference
from cutoff
union all
select
    'welfare' as level,
    '' as area_code,
    boundary,
    score_micro,
    'expected' as method,
    cast(null as date) as valid_from,
    reference
from welfare_line
