-- One row is one RW, the one where a ground check changes most first. A family is put on the
-- likelier side of the boundary of assistance; a visit finds its true side, so that it takes away
-- the probability of the other side: that is its expected gain, in families put right.
-- worth_visiting counts the families with a gain of at least the policy's limit; gain_ppm is the
-- mean gain of these, gain_milli their sum in thousandths of a family.
-- Reads family_score, family_fact, certainty_policy.
with gain as (
    select
        family_score.village_code,
        coalesce(family_fact.rw, '') as rw,
        least(family_score.desil_1_4_ppm, 1000000 - family_score.desil_1_4_ppm) as ppm
    from family_score
    inner join family_fact using (family_number)
    where family_score.indicative_reason = ''
)

select
    gain.village_code,
    gain.rw,
    count(*) as families,
    cast(sum(case when gain.ppm >= certainty_policy.too_close_ppm then 1 else 0 end) as integer)
        as worth_visiting,
    cast(
        coalesce(
            round(avg(case when gain.ppm >= certainty_policy.too_close_ppm then gain.ppm end)), 0
        ) as integer
    ) as gain_ppm,
    cast(
        round(
            sum(case when gain.ppm >= certainty_policy.too_close_ppm then gain.ppm else 0 end)
            / 1000
        ) as integer
    ) as gain_milli
from gain
cross join certainty_policy
group by gain.village_code, gain.rw
order by gain_milli desc, gain.village_code, gain.rw
