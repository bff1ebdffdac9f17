-- One row is one pair worth weighing: a record of the residue and a known person.
-- Each rule is bounded by counts of known people alone, never by the other records, so that what a
-- record is compared with does not depend on which records came with it. No rule's groups grow with
-- the city: they hold a day's births in one kelurahan or with one beginning of the name, a card, an
-- address, or the bearers of one name where they are few.
-- Reads residue, known_person; writes candidate.
with same_day as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.birth_date = known_person.birth_date
            and residue.name_begins = known_person.name_begins
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.birth_date = known_person.birth_date
            and residue.last_word_begins = known_person.name_begins
    where residue.last_word_begins <> residue.name_begins
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (birth_date, village_code)
    where coalesce(residue.sex = known_person.sex, true)
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (birth_date)
    where
        length(residue.canonical) between 3 and 5
        and residue.village_code is distinct from known_person.village_code
        and ends_with(split_part(known_person.canonical, ' ', 1), residue.canonical)
),

day_and_month_swapped as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            make_date(residue.birth_year, residue.birth_day, residue.birth_month)
            = known_person.birth_date
            and residue.name_begins = known_person.name_begins
    where residue.birth_day between 1 and 12
),

first_of_january as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.village_code = known_person.village_code
            and residue.birth_year = known_person.birth_year
            and residue.name_begins = known_person.name_begins
    where dayofyear(residue.birth_date) = 1
),

near_day_in_village as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.village_code = known_person.village_code
            and residue.name_begins_so = known_person.name_begins_so
            and residue.birth_year = known_person.birth_year
            and residue.birth_month = known_person.birth_month
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.village_code = known_person.village_code
            and residue.name_begins_so = known_person.name_begins_so
            and residue.birth_year = known_person.birth_year
            and residue.birth_day = known_person.birth_day
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.village_code = known_person.village_code
            and residue.name_begins_so = known_person.name_begins_so
            and residue.birth_month = known_person.birth_month
            and residue.birth_day = known_person.birth_day
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
            residue.nik // 10000 = known_person.nik // 10000
            and residue.name_begins = known_person.name_begins
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.nik % 10000000000 = known_person.nik % 10000000000
            and residue.name_begins = known_person.name_begins
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.canonical = known_person.canonical
            and residue.nik % 100000000 = known_person.nik % 100000000
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.canonical = known_person.canonical
            and residue.nik // 100000000 = known_person.nik // 100000000
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
    inner join known_person using (village_code, address_key)
    where
        not known_person.is_address_crowded
        and (
            residue.neighbourhood = known_person.neighbourhood
            or residue.name_begins = known_person.name_begins
            or residue.last_word_begins = known_person.name_begins
        )
),

same_name_in_village as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (canonical, village_code, birth_year)
    where not known_person.is_name_common_in_village
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        using (canonical, village_code, birth_month, birth_day)
    where
        not known_person.is_name_common_in_village
        and residue.birth_year <> known_person.birth_year
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (canonical, village_code)
    where
        residue.birth_date is null
        and not known_person.is_name_usual_in_village
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (canonical, village_code)
    where
        (
            residue.birth_month = known_person.birth_month
            or residue.birth_day = known_person.birth_day
        )
        and not known_person.is_name_usual_in_village
    union all
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (canonical, village_code)
    where
        residue.birth_date is not null
        and known_person.birth_date is null
        and not known_person.is_name_usual_in_village
),

same_name_and_year as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.canonical = known_person.canonical
            and residue.birth_year = known_person.birth_year
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
    from day_and_month_swapped
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
