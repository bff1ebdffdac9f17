-- One row is one eligible family of a scenario with a quota of the city:
-- whether it would be listed, for how much. A quota of persons is filled by whole families.
-- Reads scenario_key, scenario_question (total); writes scenario_row.
with filled as (
    select
        *,
        sum(units) over (
            order by key_ppm desc, key_desil, tie, lot rows unbounded preceding
        ) as so_far
    from scenario_key
)

select
    filled.* exclude (lot, tie),
    coalesce(so_far <= scenario_question.total, true) as is_listed
from filled
cross join scenario_question
