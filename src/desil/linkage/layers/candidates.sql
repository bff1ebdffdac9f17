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
        residue.village_code is null
        and length(residue.canonical) <= 5
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

crowded_address as (
    select
        village_code,
        address_key
    from known_person
    where address_key is not null
    group by village_code, address_key
    having count(*) > 60
),

same_address as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (village_code, address_key)
    anti join crowded_address using (village_code, address_key)
    where
        residue.neighbourhood = known_person.neighbourhood
        or residue.name_begins = known_person.name_begins
        or residue.last_word_begins = known_person.name_begins
),

bearers_in_village as (
    select
        canonical,
        village_code
    from known_person
    semi join residue using (canonical, village_code)
    group by canonical, village_code
    having count(*) <= 60
),

same_name_in_village as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join bearers_in_village using (canonical, village_code)
    inner join known_person using (canonical, village_code)
    where
        residue.birth_date is null
        or known_person.birth_date is null
        or residue.birth_year = known_person.birth_year
        or (
            residue.birth_month = known_person.birth_month
            and residue.birth_day = known_person.birth_day
        )
),

bearers_in_year as (
    select
        canonical,
        birth_year
    from known_person
    where canonical in (select canonical from residue)
    group by canonical, birth_year
    having count(*) <= 60
),

same_name_and_year as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join bearers_in_year
        on
            residue.canonical = bearers_in_year.canonical
            and residue.birth_year = bearers_in_year.birth_year
    inner join known_person
        on
            residue.canonical = known_person.canonical
            and residue.birth_year = known_person.birth_year
    where
        residue.birth_month = known_person.birth_month
        or residue.birth_day = known_person.birth_day
        or dayofyear(residue.birth_date) = 1
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
