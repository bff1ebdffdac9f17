-- one row is: one index declared on a partitioned table of the register
-- reads: the catalogue
-- writes: nothing
-- binds: tables (names of the partitioned tables)
select
    parent.relname as table_name,
    own.relname as index_name,
    substring(pg_get_indexdef(own.oid) from ' (USING .*)$') as definition,
    pg_index.indisunique as is_unique,
    pg_index.indisprimary as is_primary
from pg_index
inner join pg_class as own on pg_index.indexrelid = own.oid
inner join pg_class as parent on pg_index.indrelid = parent.oid
inner join pg_namespace as space on parent.relnamespace = space.oid
where
    space.nspname = 'public'
    and parent.relname = any(:tables)
order by parent.relname, own.relname
