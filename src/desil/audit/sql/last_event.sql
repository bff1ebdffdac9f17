-- one row is: the last event; none yet: no row. The caller alone appends until it commits
-- reads: audit_event
-- writes: nothing
select
    sequence,
    leaf
from audit_last()
