-- one row is: how many cases one person entered in the night of :entered_at, 22:00 to 05:00
-- reads: case_record
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
select count(*) as cases
from case_record
where
    entered_by = :entered_by
    and entered_by <> 'resident'
    and entered_at between cast(:entered_at as timestamptz) - interval '7 hours'
    and cast(:entered_at as timestamptz) + interval '7 hours'
    and (
        extract(hour from entered_at at time zone :zone) >= 22
        or extract(hour from entered_at at time zone :zone) < 5
    )
