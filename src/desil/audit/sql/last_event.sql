-- one row is: the end of the log: the last event and the secret that the chain of keys stands for,
--     each null where there is none. The caller alone appends until it commits
-- reads: audit_event, audit_key
-- writes: nothing
select
    sequence,
    leaf,
    seal,
    secret_id
from audit_last()
