-- one row is one case type: of the cases whose correction a release took over in this time, how
-- many families that release put in a poorer desil, in a better one, in the same, ranked for the
-- first time, or that cannot be compared
-- reads: case_record, case_event, family_decile, publication (within the reader's territory)
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
with heard as (
    select
        record.kind,
        record.family_number,
        cast(event.details ->> 'release' as date) as release_date
    from case_record as record
    inner join case_event as event on record.id = event.case_id
    where
        event.move = 'advance'
        and event.details ->> 'outcome' = 'effective'
        and cast(event.at at time zone :zone as date) between :since and :until
        and record.family_number is not null
),

placed as (
    select
        heard.kind,
        before.decile_national as old,
        since.decile_national as new,
        before.family_number is not null as was_there
    from heard
    inner join publication on publication.is_current
    left join lateral (
        select family_decile.*
        from family_decile
        where
            family_decile.publication_id = publication.id
            and family_decile.family_number = heard.family_number
            and family_decile.release_date < heard.release_date
        order by family_decile.release_date desc
        limit 1
    ) as before on true
    left join family_decile as since
        on
            publication.id = since.publication_id
            and heard.family_number = since.family_number
            and heard.release_date = since.release_date
)

select
    kind,
    count(*) as cases,
    count(*) filter (where new < old) as poorer,
    count(*) filter (where new > old) as better,
    count(*) filter (where new = old) as same,
    count(*) filter (where was_there and old is null and new is not null) as first_time,
    count(*) filter (where new is null or (old is null and not was_there)) as not_comparable
from placed
group by kind
order by kind
