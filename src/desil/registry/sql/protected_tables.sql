-- one row is: one table of the register whose rows are held by a policy
-- reads: the catalogue
-- writes: nothing
select own.relname as table_name
from pg_class as own
inner join pg_namespace as space on own.relnamespace = space.oid
where
    space.nspname = 'public'
    and own.relrowsecurity
    and exists (select from pg_policy where pg_policy.polrelid = own.oid)
order by own.relname
