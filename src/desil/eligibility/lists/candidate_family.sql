-- One row is one eligible family of a list of families.
-- Reads answered (family_number, village_code, size, answer, verdict, tie), family_word,
-- answer_value (answer, counted, components, rupiah); writes candidate.
select
    answered.family_number,
    cast(null as varchar) as nik,
    answered.village_code,
    family_word.desil,
    family_word.desil_1_4_ppm,
    answered.tie,
    0 as part,
    answer_value.components,
    answer_value.counted,
    answer_value.rupiah
from answered
inner join family_word using (family_number)
inner join answer_value using (answer)
where answered.verdict = 0
