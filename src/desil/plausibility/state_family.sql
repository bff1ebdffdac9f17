-- One row is one family of the newest release: where it lives, its official decile, its members.
-- Reads family_decile; writes nothing.
with listed as (
    select
        family_number,
        village_code,
        release_date,
        decile_national as decile,
        cast(counted_size as bigint) as size
    from family_decile
)

select
    family_number,
    village_code,
    decile,
    size
from listed
where release_date = (select max(release_date) from listed)
