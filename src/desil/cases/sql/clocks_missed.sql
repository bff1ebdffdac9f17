-- one row is one step and kelurahan: how often its clock ran out
-- reads: case_event (within the reader's territory)
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
select
    step,
    village_code,
    count(*) as missed
from case_event
where
    move = 'escalate'
    and cast(at at time zone :zone as date) between :since and :until
group by step, village_code
order by step, village_code
