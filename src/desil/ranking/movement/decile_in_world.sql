-- One row is one family of both runs with its national decile by the cut-offs of one world, 0 where
-- it is not ranked; in order of their numbers. Families outside that world's population are ranked
-- by its cut-offs all the same.
-- Reads in_both, scored_in_world, ranking_policy, cutoff_row.
with rankable as (
    select
        in_both.family_number,
        case
            when
                scored_in_world.unknown_facts < ranking_policy.facts
                and scored_in_world.most_micro - scored_in_world.least_micro
                <= ranking_policy.widest
                then scored_in_world.score_micro
        end as score_micro
    from in_both
    inner join scored_in_world using (family_number)
    cross join ranking_policy
)

select
    coalesce(
        decile_by(rankable.score_micro, line)
        + case when rankable.score_micro is null or line.cutoff_1 is null then null else 0 end,
        0
    ) as decile
from rankable
left join cutoff_row as line on line.level = 'national'
order by rankable.family_number
