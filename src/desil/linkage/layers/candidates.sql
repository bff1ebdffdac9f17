-- One row is one pair worth weighing: a record of the residue and a known person.
-- Each rule is bounded by counts of known people alone, never by the other records, so that what a
-- record is compared with does not depend on which records came with it. No rule's groups grow with
-- the city: they hold a day's births in one kelurahan or with one beginning of the name, a card, an
-- address, or the bearers of one name where they are few.
-- Each rule joins by one number (`key_of`): by several columns a join takes three times as long.
-- Reads residue, known_person; writes candidate.
with day_and_beginning as (
    select
        record_number,
        xor(birth_days, begins_key) as day_key
    from residue
    union all
    select
        record_number,
        xor(birth_days, last_word_key)
    from residue
    where last_word_key <> begins_key
    union all
    select -- day and month swapped
        record_number,
        xor(days_of(make_date(birth_year, birth_day, birth_month)), begins_key)
    from residue
    where birth_day between 1 and 12 and birth_day <> birth_month
),

same_day as (
    select
        told.record_number,
        known_person.nik
    from day_and_beginning as told
    inner join known_person
        on told.day_key = xor(known_person.birth_days, known_person.begins_key)
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(residue.birth_days, residue.village_key)
            = xor(known_person.birth_days, known_person.village_key)
    where coalesce(residue.sex = known_person.sex, true)
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (birth_days)
    where
        length(residue.canonical) between 3 and 5
        and contains(known_person.canonical, residue.canonical) -- cheap to ask first
        and residue.village_code is distinct from known_person.village_code
        and ends_with(split_part(known_person.canonical, ' ', 1), residue.canonical)
),

first_of_january as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(xor(residue.village_key, residue.begins_key), residue.birth_year)
            = xor(xor(known_person.village_key, known_person.begins_key), known_person.birth_year)
    where dayofyear(residue.birth_date) = 1
),

near_day_of_residue as (
    select
        record_number,
        xor(village_key, begins_so_key) as near_key,
        cast(birth_year as bigint) as birth_year,
        cast(birth_month as bigint) as birth_month,
        cast(birth_day as bigint) as birth_day
    from residue
),

near_day_of_person as (
    select
        nik,
        xor(village_key, begins_so_key) as near_key,
        cast(birth_year as bigint) as birth_year,
        cast(birth_month as bigint) as birth_month,
        cast(birth_day as bigint) as birth_day
    from known_person
),

near_day_in_village as (
    select
        told.record_number,
        person.nik
    from near_day_of_residue as told
    inner join near_day_of_person as person
        on
            xor(told.near_key, told.birth_year * 100 + told.birth_month)
            = xor(person.near_key, person.birth_year * 100 + person.birth_month)
    union all
    select
        told.record_number,
        person.nik
    from near_day_of_residue as told
    inner join near_day_of_person as person
        on
            xor(told.near_key, told.birth_year * 100 + told.birth_day)
            = xor(person.near_key, person.birth_year * 100 + person.birth_day)
    union all
    select
        told.record_number,
        person.nik
    from near_day_of_residue as told
    inner join near_day_of_person as person
        on
            xor(told.near_key, told.birth_month * 100 + told.birth_day)
            = xor(person.near_key, person.birth_month * 100 + person.birth_day)
),

same_number as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (nik)
),

number_near as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(residue.nik // 10000, residue.begins_key)
            = xor(known_person.nik // 10000, known_person.begins_key)
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(residue.nik % 10000000000, residue.begins_key)
            = xor(known_person.nik % 10000000000, known_person.begins_key)
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(residue.nik % 100000000, residue.name_key)
            = xor(known_person.nik % 100000000, known_person.name_key)
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(residue.nik // 100000000, residue.name_key)
            = xor(known_person.nik // 100000000, known_person.name_key)
),

same_card as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (family_number)
),

same_address as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on xor(residue.village_key, key_of(residue.address_key)) = known_person.home_key
    where
        not known_person.is_address_crowded
        and (
            residue.neighbourhood = known_person.neighbourhood
            or residue.begins_key = known_person.begins_key
            or residue.last_word_key = known_person.begins_key
        )
),

same_name_in_village as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(residue.village_key, residue.name_key)
            = xor(known_person.village_key, known_person.name_key)
    where
        not known_person.is_name_common_in_village
        and (
            residue.birth_year = known_person.birth_year
            or (
                residue.birth_month = known_person.birth_month
                and residue.birth_day = known_person.birth_day
            )
            or (
                not known_person.is_name_usual_in_village
                and (
                    residue.birth_month = known_person.birth_month
                    or residue.birth_day = known_person.birth_day
                    or residue.birth_date is null
                    or known_person.birth_date is null
                )
            )
        )
),

same_name_and_year as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            xor(residue.name_key, residue.birth_year)
            = xor(known_person.name_key, known_person.birth_year)
    where
        not known_person.is_name_common_in_year
        and (
            residue.birth_month = known_person.birth_month
            or residue.birth_day = known_person.birth_day
            or dayofyear(residue.birth_date) = 1
        )
)

select distinct
    record_number,
    nik
from (
    from same_day
    union all
    from first_of_january
    union all
    from near_day_in_village
    union all
    from same_number
    union all
    from number_near
    union all
    from same_card
    union all
    from same_address
    union all
    from same_name_in_village
    union all
    from same_name_and_year
) as found
