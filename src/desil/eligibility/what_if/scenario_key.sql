-- One row is one eligible family of a scenario with a quota: what it counts against the quota, and
-- its place in the order of a list: probability (or its decile's mean), decile, tie-breaks, a draw.
-- Reads scenario_answer (family_number, village_code, answer, tie), answer_value, scenario_family,
-- family_lot (family_number, lot), scenario_question (by_person); writes scenario_key.
with eligible as (
    select
        scenario_answer.family_number,
        scenario_answer.village_code,
        scenario_answer.tie,
        family_lot.lot,
        scenario_family.size,
        scenario_family.desil,
        scenario_family.desil_1_4_ppm,
        scenario_family.profile,
        answer_value.counted,
        answer_value.rupiah
    from scenario_answer
    inner join answer_value using (answer)
    inner join scenario_family using (family_number)
    inner join family_lot using (family_number)
),

of_decile as (
    select
        desil,
        sum(cast(desil_1_4_ppm as bigint)) // count(desil_1_4_ppm) as mean_ppm
    from eligible
    where desil_1_4_ppm is not null
    group by desil
)

select
    eligible.*,
    if(scenario_question.by_person, eligible.counted, 1) as units,
    coalesce(eligible.desil_1_4_ppm, of_decile.mean_ppm, 0) as key_ppm,
    coalesce(eligible.desil, 99) as key_desil
from eligible
cross join scenario_question
left join of_decile using (desil)
