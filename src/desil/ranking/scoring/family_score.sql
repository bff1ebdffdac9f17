-- One row is one family with its score, its indicative deciles and how sure they are; a family
-- that is not ranked has no score and a reason. Official deciles are in family_decile.
-- Reads family_standing, certainty; writes family_score.
select
    family_standing.family_number,
    family_standing.village_code,
    family_standing.score_micro,
    family_standing.least_micro,
    family_standing.most_micro,
    family_standing.unknown_facts,
    family_standing.indicative_national,
    family_standing.indicative_province,
    family_standing.indicative_city,
    family_standing.percentile_city,
    family_standing.indicative_reason,
    certainty.desil_1_4_ppm,
    certainty.own_decile_ppm,
    certainty.nearest_boundary,
    certainty.distance_micro,
    certainty.is_too_close
from family_standing
left join certainty using (score_micro, spread_milli)
