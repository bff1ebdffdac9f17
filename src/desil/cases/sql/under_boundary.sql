-- one row is one person who recorded cases (:entered_by, or everybody where that is empty): of the
-- families whose data they asked to change in the year before :until, how many stand within
-- :near_micro of the national boundary :boundary by the model, below it and above it; only of those
-- with :least_families such families
-- reads: case_record, case_change, family_score, publication (within the reader's territory)
-- writes: nothing
with own as (
    select distinct
        record.entered_by,
        record.family_number
    from case_record as record
    where
        record.entered_by <> 'resident'
        and :entered_by in ('', record.entered_by)
        and record.entered_at between cast(:until as timestamptz) - interval '1 year'
        and cast(:until as timestamptz)
        and record.id in (select change.case_id from case_change as change)
)

select
    own.entered_by,
    count(*) filter (where score.distance_micro <= 0) as below,
    count(*) filter (where score.distance_micro > 0) as above
from own
inner join family_score as score on own.family_number = score.family_number
inner join publication on score.publication_id = publication.id and publication.is_current
where score.nearest_boundary = :boundary and abs(score.distance_micro) <= :near_micro
group by own.entered_by
having count(*) >= :least_families
order by own.entered_by
