-- One row is one family in one reference population, at its score and with its weight there.
-- Families without an official decile weigh nothing where the cut-offs are anchored to official
-- deciles: they are ranked by that population without being part of it.
-- Reads ranked_score, official_decile, ranking_method; writes reference.
select
    ranking_method.level,
    case
        when ranking_method.level = 'province' then ranked_score.province_code
        when ranking_method.level = 'city' then ranked_score.city_code
        else ''
    end as area_code,
    ranked_score.score_micro,
    case
        when ranking_method.method <> 'anchored' then ranked_score.weight
        when
            ranking_method.level = 'national' and official_decile.decile_national is not null
            then ranked_score.weight
        when
            ranking_method.level = 'province' and official_decile.decile_province is not null
            then ranked_score.weight
        when
            ranking_method.level = 'city' and official_decile.decile_city is not null
            then ranked_score.weight
        else 0
    end as weight
from ranked_score
left join official_decile using (family_number)
cross join ranking_method
where ranking_method.boundary = 1
