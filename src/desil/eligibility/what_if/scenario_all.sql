-- One row is one eligible family of a scenario without a quota: all are listed.
-- Reads scenario_answer, answer_value, family_word; writes scenario_row.
select
    scenario_answer.family_number,
    scenario_answer.village_code,
    family_word.size,
    family_word.desil,
    family_word.desil_1_4_ppm,
    answer_value.counted,
    answer_value.rupiah,
    true as is_listed
from scenario_answer
inner join answer_value using (answer)
inner join family_word using (family_number)
