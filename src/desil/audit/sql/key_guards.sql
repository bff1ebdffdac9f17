-- one row is: nothing; triggers that keep the chain of keys append-only, and the end of the log
-- reads: nothing
-- writes: the triggers of audit_key
create trigger audit_key_no_change before update or delete on audit_key
for each statement execute function audit_refuse();
create trigger audit_key_no_truncate before truncate on audit_key
for each statement execute function audit_refuse();

-- Whoever appends waits here for the one before; then the last row is the last one for sure. With
-- it comes the key of the seals that the newest row of the chain stands for.
drop function audit_last();
create function audit_last() returns table (sequence bigint, leaf bytea, seal bytea, secret_id text)
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(6072915); -- "\-i", any number of our own
    return query
    select event.sequence, event.leaf, event.seal, key.secret_id::text
    from (select 1) as always
    left join lateral (
        select e.sequence, e.leaf, e.seal from audit_event as e order by e.sequence desc limit 1
    ) as event on true
    left join lateral (
        select k.secret_id from audit_key as k order by k.place desc limit 1
    ) as key on true;
end
$$;
