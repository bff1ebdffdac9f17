-- one row is: one signed checkpoint, the smallest first
-- reads: audit_checkpoint
-- writes: nothing
select
    size,
    root,
    at,
    key_id,
    signature,
    frontier
from audit_checkpoint
order by size
