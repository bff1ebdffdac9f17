-- One row is one pair that a person must judge.
-- Reads made_review; writes review_pair.
select
    source,
    delivery_id,
    record_id,
    lpad(cast(nik as varchar), 16, '0') as nik,
    weight_milli,
    share_ppm,
    name_level,
    birth_date_level,
    sex_level,
    number_level,
    household_level,
    stake
from made_review
