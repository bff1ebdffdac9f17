-- one row is one step that open cases wait for: how many by age, how many late, the oldest due
-- reads: case_record (within the reader's territory)
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
with aged as (
    select
        step,
        due_on,
        cast(:today as date) - cast(entered_at at time zone :zone as date) as days
    from case_record
    where standing = 'open'
)

select
    step,
    count(*) filter (where days <= :age_1) as up_to_1,
    count(*) filter (where days > :age_1 and days <= :age_2) as up_to_2,
    count(*) filter (where days > :age_2 and days <= :age_3) as up_to_3,
    count(*) filter (where days > :age_3 and days <= :age_4) as up_to_4,
    count(*) filter (where days > :age_4) as older,
    count(*) filter (where due_on < :today) as late,
    min(due_on) as oldest_due_on
from aged
group by step
