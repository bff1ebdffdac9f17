-- one row is: one right that a role has on one table of the register
-- reads: the catalogue
-- writes: nothing
select
    own.relname as table_name,
    given.privilege_type
from pg_class as own
inner join pg_namespace as space on own.relnamespace = space.oid
cross join lateral aclexplode(own.relacl) as given
inner join pg_roles as office on given.grantee = office.oid
where
    space.nspname = 'public'
    and own.relkind in ('r', 'p', 'v', 'm', 'f')
    and office.rolname = :role
order by own.relname, given.privilege_type
