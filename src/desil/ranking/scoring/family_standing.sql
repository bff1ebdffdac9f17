-- One row is one family with its score and its indicative deciles; a family that is not ranked has
-- no score and a reason.
-- Reads ranked_score, standing; writes family_standing.
with of_nation as (
    select
        score_micro,
        decile
    from standing
    where level = 'national'
),

of_province as (
    select
        area_code,
        score_micro,
        decile
    from standing
    where level = 'province'
),

of_city as (
    select
        area_code,
        score_micro,
        decile,
        percentile
    from standing
    where level = 'city'
)

select
    ranked_score.family_number,
    ranked_score.village_code,
    ranked_score.score_micro,
    ranked_score.least_micro,
    ranked_score.most_micro,
    ranked_score.unknown_facts,
    ranked_score.spread_milli,
    of_nation.decile as indicative_national,
    of_province.decile as indicative_province,
    of_city.decile as indicative_city,
    of_city.percentile as percentile_city,
    ranked_score.unranked_reason as indicative_reason
from ranked_score
left join of_nation on ranked_score.score_micro = of_nation.score_micro
left join of_province
    on
        ranked_score.province_code = of_province.area_code
        and ranked_score.score_micro = of_province.score_micro
left join of_city
    on
        ranked_score.city_code = of_city.area_code
        and ranked_score.score_micro = of_city.score_micro
