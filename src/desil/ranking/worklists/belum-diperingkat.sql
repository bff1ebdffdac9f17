-- One row is one family without an official decile that has an indicative one, the likeliest to
-- belong to desil 1-4 first.
-- Reads family_score, official_decile, family_fact.
select
    family_score.family_number,
    family_score.village_code,
    family_fact.rw,
    cast(null as smallint) as official_national,
    family_score.indicative_national,
    family_score.desil_1_4_ppm,
    family_score.is_too_close,
    family_score.unknown_facts
from family_score
inner join official_decile using (family_number)
inner join family_fact using (family_number)
where official_decile.decile_national is null and family_score.indicative_reason = ''
order by family_score.desil_1_4_ppm desc, family_score.family_number
