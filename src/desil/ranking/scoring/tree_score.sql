-- One row is one family with its score: the points of its facts and what the trees add to them.
-- Reads scored_by_points, tree_points; writes scored.
select
    scored_by_points.family_number,
    scored_by_points.province_code,
    scored_by_points.city_code,
    scored_by_points.village_code,
    scored_by_points.counted_size,
    scored_by_points.score_micro + tree_points.points as score_micro,
    scored_by_points.least_micro + tree_points.least as least_micro,
    scored_by_points.most_micro + tree_points.most as most_micro,
    scored_by_points.unknown_facts,
    scored_by_points.spread_milli + tree_points.variance as spread_milli
from scored_by_points
inner join tree_points using (family_number)
