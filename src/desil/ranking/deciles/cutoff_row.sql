-- One row is the nine cut-offs of one level and area side by side.
-- Reads cutoff; writes cutoff_row.
select
    level,
    area_code,
    max(case when boundary = 1 then score_micro end) as cutoff_1,
    max(case when boundary = 2 then score_micro end) as cutoff_2,
    max(case when boundary = 3 then score_micro end) as cutoff_3,
    max(case when boundary = 4 then score_micro end) as cutoff_4,
    max(case when boundary = 5 then score_micro end) as cutoff_5,
    max(case when boundary = 6 then score_micro end) as cutoff_6,
    max(case when boundary = 7 then score_micro end) as cutoff_7,
    max(case when boundary = 8 then score_micro end) as cutoff_8,
    max(case when boundary = 9 then score_micro end) as cutoff_9
from cutoff
group by level, area_code
