-- one row is: an event by which somebody signed, the oldest first
-- reads: audit_event
-- writes: nothing
-- binds: verbs; object_id (empty: of everything)
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
where
    verb = any(:verbs)
    and outcome = 'done'
    and (cast(:object_id as text) = '' or object_id = :object_id)
order by sequence
