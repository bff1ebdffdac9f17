-- one row is: how many events the log has
-- reads: audit_event
-- writes: nothing
select coalesce(max(sequence), 0) as size
from audit_event
