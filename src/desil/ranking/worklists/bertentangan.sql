-- One row is one family whose official decile its facts contradict: by them, the side of the
-- boundary of assistance on which that decile lies is less likely than the policy's limit.
-- Reads family_score, official_decile, family_fact, certainty_policy.
select
    family_score.family_number,
    family_score.village_code,
    family_fact.rw,
    official_decile.decile_national as official_national,
    family_score.indicative_national,
    family_score.desil_1_4_ppm,
    family_score.is_too_close,
    family_score.unknown_facts
from family_score
inner join official_decile using (family_number)
inner join family_fact using (family_number)
cross join certainty_policy
where
    (
        official_decile.decile_national <= certainty_policy.boundary
        and family_score.desil_1_4_ppm < certainty_policy.contradiction_ppm
    )
    or (
        official_decile.decile_national > certainty_policy.boundary
        and 1000000 - family_score.desil_1_4_ppm < certainty_policy.contradiction_ppm
    )
order by
    case
        when official_decile.decile_national <= certainty_policy.boundary
            then family_score.desil_1_4_ppm
        else 1000000 - family_score.desil_1_4_ppm
    end,
    family_score.family_number
