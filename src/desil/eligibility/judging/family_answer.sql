-- One row is one family and the number of its pattern of answers.
-- Reads patterned; writes family_answer.
select
    family_number,
    village_code,
    pattern
from patterned
