-- One row is one eligible family of a scenario with quotas of kelurahan:
-- whether it would be listed, for how much. A quota of persons is filled by whole families.
-- Reads scenario_key, scenario_question (total, per_village); writes scenario_row.
with filled as (
    select
        *,
        sum(units) over (
            order by key_ppm desc, key_desil, tie, lot rows unbounded preceding
        ) as so_far,
        sum(units) over (
            partition by village_code
            order by key_ppm desc, key_desil, tie, lot rows unbounded preceding
        ) as so_far_in_village
    from scenario_key
)

select
    filled.* exclude (lot, tie),
    coalesce(so_far_in_village <= scenario_question.per_village, true)
    and coalesce(so_far <= scenario_question.total, true) as is_listed
from filled
cross join scenario_question
