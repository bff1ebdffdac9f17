-- one row is: the new key
-- reads: nothing
-- writes: audit_key
insert into audit_key (
    place, key_id, public_key, secret_id, before, from_sequence, at, signature
)
values (
    :place, :key_id, :public_key, :secret_id, :before, :from_sequence, :at, :signature
)
