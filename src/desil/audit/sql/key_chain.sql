-- one row is: a key that signs checkpoints, the first one first
-- reads: audit_key
-- writes: nothing
select
    place,
    key_id,
    public_key,
    secret_id,
    before,
    from_sequence,
    at,
    signature
from audit_key
order by place
