-- one row is: the checkpoint of the most events
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
order by size desc
limit 1
