-- One row is one eligible family of a scenario without a quota: all are listed.
-- Reads scenario_answer, answer_value, scenario_family; writes scenario_row.
select
    scenario_answer.family_number,
    scenario_answer.village_code,
    scenario_family.size,
    scenario_family.desil,
    scenario_family.desil_1_4_ppm,
    scenario_family.profile,
    answer_value.counted,
    answer_value.rupiah,
    true as is_listed
from scenario_answer
inner join answer_value using (answer)
inner join scenario_family using (family_number)
