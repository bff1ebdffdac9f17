-- One row is one family of the run and its verdict.
-- Reads answered; writes list_answer.
select
    family_number,
    village_code,
    size,
    verdict
from answered
