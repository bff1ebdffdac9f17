-- One row is one family with the score that it is ranked by, or the reason why it is not ranked.
-- A family without members, or of which nothing is known, or whose score lies between bounds wider
-- than the model allows, is not ranked: its score is empty, never zero.
-- Reads scored, ranking_policy; writes ranked_score.
select
    scored.family_number,
    scored.province_code,
    scored.city_code,
    scored.village_code,
    scored.least_micro,
    scored.most_micro,
    scored.unknown_facts,
    scored.spread_milli,
    case
        when
            scored.counted_size > 0
            and scored.unknown_facts < ranking_policy.facts
            and scored.most_micro - scored.least_micro <= ranking_policy.widest
            then scored.score_micro
    end as score_micro,
    case
        when scored.counted_size is null or scored.counted_size <= 0 then 'tanpa_anggota'
        when scored.unknown_facts >= ranking_policy.facts then 'tanpa_fakta'
        when scored.score_micro is null then 'skor_tak_terhingga'
        when scored.most_micro - scored.least_micro > ranking_policy.widest
            then 'rentang_terlalu_lebar'
        else ''
    end as unranked_reason,
    case
        when ranking_policy.weighting = 'persons' then scored.counted_size
        else 1
    end as weight
from scored
cross join ranking_policy
