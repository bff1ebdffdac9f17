-- One row is one family of a run under another model, in the order of the numbers that a city gives
-- its families.
-- Reads family_word (with the scores of that model), family_score; writes the kept scores.
select
    family_word.desil_indicative,
    family_word.p_desil_1_4,
    family_word.desil_1_4_ppm,
    family_score.score_micro
from family_word
left join family_score using (family_number)
order by family_word.family_number
