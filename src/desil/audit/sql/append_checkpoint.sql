-- one row is: the new checkpoint, unless there is one of this size
-- reads: nothing
-- writes: audit_checkpoint
insert into audit_checkpoint (size, root, at, key_id, signature, frontier)
values (:size, :root, :at, :key_id, :signature, :frontier)
on conflict (size) do nothing
