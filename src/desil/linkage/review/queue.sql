-- One row is one doubtful pair that nobody has judged yet, with both sides.
-- Reads review_pair, source_record, known_side, decision.
select
    pair.*,
    stated.name as stated_name,
    stated.birth_date as stated_birth_date,
    stated.sex as stated_sex,
    stated.family_number as stated_family_number,
    stated.village_code as stated_village_code,
    stated.address as stated_address,
    known.name as known_name,
    known.birth_date as known_birth_date,
    known.sex as known_sex,
    known.family_number as known_family_number,
    known.village_code as known_village_code,
    known.address as known_address
from review_pair as pair
left join source_record as stated
    on pair.source = stated.source and pair.record_id = stated.record_id
left join known_side as known on pair.nik = known.nik
anti join decision
    on
        pair.source = decision.source
        and pair.record_id = decision.record_id
        and (decision.is_same or pair.nik = decision.nik)
order by pair.stake desc, pair.share_ppm desc, pair.source, pair.record_id, pair.nik
