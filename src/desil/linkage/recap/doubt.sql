-- One row is one pair that a person must judge, with both sides: the record as its source has it,
-- and the person as the register (or the civil register alone) knows them.
-- Where several deliveries of a source ask about one pair, the likeliest counts.
-- Reads made_review, known_person, family; writes doubt.
select
    made_review.source,
    made_review.record_id,
    lpad(cast(made_review.nik as varchar), 16, '0') as nik,
    known_person.village_code,
    made_review.weight_milli,
    made_review.share_ppm,
    made_review.name_level,
    made_review.birth_date_level,
    made_review.sex_level,
    made_review.number_level,
    made_review.household_level,
    made_review.stake,
    made_review.stated_name,
    made_review.stated_birth_date,
    made_review.stated_sex,
    lpad(cast(made_review.stated_family_number as varchar), 16, '0') as stated_family_number,
    made_review.stated_village_code,
    made_review.stated_address,
    known_person.name as known_name,
    known_person.birth_date as known_birth_date,
    known_person.sex as known_sex,
    lpad(cast(known_person.family_number as varchar), 16, '0') as known_family_number,
    known_person.village_code as known_village_code,
    family.address as known_address
from made_review
inner join known_person using (nik)
left join family
    on lpad(cast(known_person.family_number as varchar), 16, '0') = family.family_number
qualify
    row_number() over (
        partition by made_review.source, made_review.record_id, made_review.nik
        order by made_review.weight_milli desc, made_review.delivery_id
    ) = 1
