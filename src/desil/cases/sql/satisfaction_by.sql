-- one row is one value of a column (counted_by_column) and one answer of applicants to how their
-- case was handled (null: none was given): how many cases, among those that were answered
-- reads: case_record, case_event (within the reader's territory)
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
select
    record.counted_by_column,
    event.details ->> 'answer' as answer,
    count(*) as cases
from case_record as record
left join case_event as event on record.id = event.case_id and event.move = 'rate'
where
    record.standing = any(:answered)
    and cast(record.since_at at time zone :zone as date) between :since and :until
group by record.counted_by_column, event.details ->> 'answer'
