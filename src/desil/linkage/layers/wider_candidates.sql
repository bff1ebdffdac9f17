-- One row is one further pair worth weighing: a record that the first search left without a link,
-- and a known person whom only a wider rule finds, where several fields are wrong at once. The
-- rules are bounded as those of `candidates` are: by births in one kelurahan or on one day, an
-- address, or a rare name.
-- Reads unlinked_record, known_person, candidate; writes wider_candidate.
with same_rare_name as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on hash(consonants_of(unlinked_record.canonical)) = known_person.rare_name_key
    where
        length(consonants_of(unlinked_record.canonical)) >= 5
        or unlinked_record.canonical = known_person.canonical
),

same_end_of_name as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            xor(unlinked_record.birth_days, unlinked_record.ends_key)
            = xor(known_person.birth_days, known_person.ends_key)
    union all
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            xor(
                xor(unlinked_record.village_key, unlinked_record.ends_key),
                unlinked_record.birth_year
            )
            = xor(xor(known_person.village_key, known_person.ends_key), known_person.birth_year)
),

same_beginning_of_name as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            xor(
                xor(unlinked_record.village_key, unlinked_record.begins_key),
                unlinked_record.birth_year
            )
            = xor(xor(known_person.village_key, known_person.begins_key), known_person.birth_year)
),

same_name_in_other_year as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    cross join (values (-10), (-1), (1), (10)) as apart (years)
    inner join known_person
        on
            xor(
                xor(unlinked_record.village_key, unlinked_record.begins_so_key),
                unlinked_record.birth_year + apart.years
            )
            = xor(
                xor(known_person.village_key, known_person.begins_so_key), known_person.birth_year
            )
    union all
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    cross join (values (-10), (-1), (1), (10)) as apart (years)
    inner join known_person
        on
            xor(unlinked_record.name_key, unlinked_record.birth_year + apart.years)
            = xor(known_person.name_key, known_person.birth_year)
    where
        not known_person.is_name_common_in_year
        and (
            unlinked_record.birth_month = known_person.birth_month
            or unlinked_record.birth_day = known_person.birth_day
        )
),

same_date_in_number as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            xor(unlinked_record.village_key, unlinked_record.nik // 10000 % 1000000)
            = xor(known_person.village_key, known_person.nik // 10000 % 1000000)
),

same_mother as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            xor(
                xor(unlinked_record.village_key, key_of(unlinked_record.mother)),
                unlinked_record.birth_year
            )
            = xor(
                xor(known_person.village_key, key_of(known_person.mother)),
                known_person.birth_year
            )
),

same_address as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            xor(unlinked_record.village_key, key_of(unlinked_record.address_key))
            = known_person.home_key
    where not known_person.is_address_crowded
)

select
    record_number,
    nik
from (
    from same_rare_name
    union
    from same_end_of_name
    union
    from same_beginning_of_name
    union
    from same_name_in_other_year
    union
    from same_date_in_number
    union
    from same_mother
    union
    from same_address
) as found
anti join candidate using (record_number, nik)
