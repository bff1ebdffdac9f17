-- one row is: one event's leaf, in order, after a place and up to another
-- reads: audit_event
-- writes: nothing
-- binds: after (a sequence), upto (a sequence), rows (how many at most)
select
    sequence,
    leaf
from audit_event
where sequence > :after and sequence <= :upto
order by sequence
limit :rows
