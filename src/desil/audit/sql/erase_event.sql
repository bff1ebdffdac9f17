-- one row is: one event that loses its personal part and its salt
-- reads: audit_event
-- writes: audit_event
-- binds: sequence
update audit_event
set object_id = null, subjects = null, payload = null, salt = null
where sequence = :sequence and salt is not null
