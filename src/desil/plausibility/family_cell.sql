-- One row is one kelurahan and one standing (1 to 10; 0 not ranked): families and people before and
-- after.
-- Reads before_family, after_family (family_number, village_code, decile, size); writes nothing.
with before_cell as (
    select
        coalesce(village_code, '') as village_code,
        coalesce(decile, 0) as standing,
        count(*) as families,
        coalesce(sum(size), 0) as people
    from before_family
    group by all
),

after_cell as (
    select
        coalesce(village_code, '') as village_code,
        coalesce(decile, 0) as standing,
        count(*) as families,
        coalesce(sum(size), 0) as people
    from after_family
    group by all
)

select
    village_code,
    standing,
    coalesce(before_cell.families, 0) as families_before,
    coalesce(after_cell.families, 0) as families_after,
    coalesce(before_cell.people, 0) as people_before,
    coalesce(after_cell.people, 0) as people_after
from before_cell
full outer join after_cell using (village_code, standing)
order by village_code, standing
