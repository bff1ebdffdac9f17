-- one row is: one table of the register, and whether a policy holds its rows
-- reads: the catalogue
-- writes: nothing
select
    own.relname as table_name,
    own.relrowsecurity
    and exists (
        select from pg_policy
        where pg_policy.polrelid = own.oid
    ) as is_protected
from pg_class as own
inner join pg_namespace as space on own.relnamespace = space.oid
where
    space.nspname = 'public'
    and own.relkind in ('r', 'p')
order by own.relname
