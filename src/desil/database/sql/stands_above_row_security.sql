-- one row is: whether the user who signed in is not held by row security
-- reads: the catalogue
-- writes: nothing
-- Who signed in counts, not the role taken on after that: it can be put off again.
select
    sought.rolsuper
    or sought.rolbypassrls
    or sought.rolcreaterole
    or exists (
        select 1
        from pg_class as kept
        where
            kept.relnamespace = 'public'::regnamespace
            and kept.relkind in ('r', 'p')
            and pg_has_role(session_user, kept.relowner, 'member')
    ) as is_above
from pg_roles as sought
where sought.rolname = session_user
