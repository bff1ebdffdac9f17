-- one row is one case type: how many were closed, median and ninth decile of days, share in time
-- reads: case_record, case_event (within the reader's territory)
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
with closed as (
    select
        record.kind,
        extract(epoch from record.since_at - record.entered_at) / 86400.0 as days,
        not exists (
            select 1
            from case_event as event
            where event.case_id = record.id and event.move = 'escalate'
        ) as was_in_time
    from case_record as record
    where
        record.standing <> 'open'
        and cast(record.since_at at time zone :zone as date) between :since and :until
)

select
    kind,
    count(*) as cases,
    percentile_cont(0.5) within group (order by days) as median_days,
    percentile_cont(0.9) within group (order by days) as most_days,
    avg(cast(was_in_time as integer)) as in_time
from closed
group by kind
order by kind
