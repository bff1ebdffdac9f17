-- One row is one pair that a person must judge.
-- Reads made_review; writes review_pair.
select * replace (lpad(cast(nik as varchar), 16, '0') as nik)
from made_review
