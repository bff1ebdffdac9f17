-- one row is: nothing; functions and triggers that keep the log's tables append-only
-- reads: nothing
-- writes: the triggers of audit_event and audit_checkpoint
create or replace function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

-- The one change that is let through: the personal part of an event and its salt are dropped.
create or replace function audit_refuse_change() returns trigger language plpgsql as $$
begin
    if new.object_id is null and new.subjects is null and new.payload is null and new.salt is null
        and (new.sequence, new.at, new.actor, new.verb, new.object_kind, new.purpose, new.outcome,
             new.commitment, new.previous, new.leaf, new.seal)
        is not distinct from
            (old.sequence, old.at, old.actor, old.verb, old.object_kind, old.purpose, old.outcome,
             old.commitment, old.previous, old.leaf, old.seal)
    then
        return new;
    end if;
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_event_no_change before update on audit_event
for each row execute function audit_refuse_change();
create trigger audit_event_no_delete before delete on audit_event
for each statement execute function audit_refuse();
create trigger audit_event_no_truncate before truncate on audit_event
for each statement execute function audit_refuse();
create trigger audit_checkpoint_no_change before update or delete on audit_checkpoint
for each statement execute function audit_refuse();
create trigger audit_checkpoint_no_truncate before truncate on audit_checkpoint
for each statement execute function audit_refuse();

-- Whoever appends waits here for the one before; then the last row is the last one for sure.
create or replace function audit_last() returns table (sequence bigint, leaf bytea)
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(6072915); -- "\-i", any number of our own
    return query
    select event.sequence, event.leaf from audit_event as event
    order by event.sequence desc limit 1;
end
$$;
