-- One row is one record whose identity number is that of a known person. `is_sure` when what the
-- number does not contain says the same: a like name, with a birth date that does not contradict.
-- The number contains the birth date and the sex, so that these agree for whoever was born on the
-- day with a number one digit away; they confirm nobody. Another sex is evidence against. Of two
-- members born on one day the name must be the very same. Every other hit is left to the weights.
-- Reads record, found_link, known_person, spelled_record; writes number_hit.
with hit as (
    select
        record.record_number,
        known_person.nik,
        known_person.shares_birth_date,
        record.name = known_person.name
        or coalesce(own.canonical, '') = known_person.canonical as is_same_name,
        coalesce(jaro_winkler_similarity(own.canonical, known_person.canonical), 0) as likeness,
        coalesce(record.sex = known_person.sex, true) as is_sex_alike,
        record.birth_date,
        known_person.birth_date as known_birth_date
    from record
    anti join found_link using (record_number)
    inner join known_person using (nik)
    left join spelled_record as own using (record_number)
),

dated as (
    select
        *,
        birth_date is null or known_birth_date is null as is_undated,
        coalesce(birth_date = known_birth_date, false) as is_same_date,
        coalesce(
            abs(birth_date - known_birth_date) <= 367
            or (
                year(birth_date) = year(known_birth_date)
                and (dayofyear(birth_date) = 1 or month(birth_date) = day(known_birth_date))
            ),
            false
        ) as is_near_date
    from hit
)

select
    record_number,
    nik,
    coalesce(is_sex_alike and case
        when shares_birth_date then is_same_name and (is_same_date or is_undated)
        when is_same_name then is_same_date or is_near_date or is_undated
        when is_same_date then likeness >= 0.75
        else likeness >= 0.87 and (is_undated or is_near_date)
    end, false) as is_sure
from dated
