-- one row is one value of a column (counted_by_column) and one standing: how many cases
-- reads: case_record (within the reader's territory)
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
select
    counted_by_column,
    standing,
    count(*) as cases
from case_record
where
    cast(entered_at at time zone :zone as date) between :since and :until
group by counted_by_column, standing
