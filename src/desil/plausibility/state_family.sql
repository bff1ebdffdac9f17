-- One row is one family of the newest release: where it lives, its official decile, its members.
-- Reads family_decile; writes nothing.
with newest as (
    select max(release_date) as release_date
    from family_decile
)

select
    family_number,
    village_code,
    decile_national as decile,
    cast(counted_size as bigint) as size
from family_decile
inner join newest using (release_date)
