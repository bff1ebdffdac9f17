-- one row is: one event, in order, after a place
-- reads: audit_event
-- writes: nothing
-- binds: after (a sequence), rows (how many at most)
select
    sequence,
    at,
    actor,
    verb,
    object_kind,
    object_id,
    subjects,
    purpose,
    outcome,
    payload,
    salt,
    commitment,
    previous,
    leaf,
    seal
from audit_event
where sequence > :after
order by sequence
limit :rows
