-- One row is one cut-off that has to be estimated; ten_times is ten times the weight of ranked
-- families that stand at or below that official decile, empty where tenths of the population
-- itself are wanted.
-- Reads ranked_score, official_decile, ranking_method; writes wanted.
with official as (
    select
        ranked_score.weight,
        official_decile.decile_national,
        official_decile.decile_province,
        official_decile.decile_city
    from ranked_score
    inner join official_decile using (family_number)
    where ranked_score.score_micro is not null
),

standing_officially as (
    select
        'national' as level,
        decile_national as decile,
        sum(weight) as weight
    from official
    group by decile_national
    union all
    select
        'province' as level,
        decile_province as decile,
        sum(weight) as weight
    from official
    group by decile_province
    union all
    select
        'city' as level,
        decile_city as decile,
        sum(weight) as weight
    from official
    group by decile_city
),

below as (
    select
        ranking_method.level,
        ranking_method.boundary,
        cast(
            10 * sum(
                case
                    when standing_officially.decile <= ranking_method.boundary
                        then standing_officially.weight
                    else 0
                end
            ) as bigint
        ) as ten_times
    from ranking_method
    inner join standing_officially using (level)
    where ranking_method.method = 'anchored'
    group by ranking_method.level, ranking_method.boundary
)

select
    level,
    boundary,
    ten_times
from below
union all
select
    level,
    boundary,
    cast(null as bigint) as ten_times
from ranking_method
where method = 'tenths'
