-- one row is: the new event
-- reads: nothing
-- writes: audit_event
insert into audit_event (
    sequence, at, actor, verb, object_kind, object_id, subjects, purpose, outcome, payload,
    salt, commitment, previous, leaf, seal
)
values (
    :sequence, :at, :actor, :verb, :object_kind, :object_id, :subjects, :purpose, :outcome,
    :payload, :salt, :commitment, :previous, :leaf, :seal
)
