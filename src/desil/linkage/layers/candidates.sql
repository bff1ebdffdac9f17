-- One row is one pair worth weighing: a record of the residue and a known person.
-- Each rule is bounded by counts of known people alone, never by the other records, so that what a
-- record is compared with does not depend on which records came with it.
-- Reads residue, known_person; writes candidate.
with same_day as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on residue.birth_date = known_person.birth_date and residue.sex = known_person.sex
    where
        residue.village_code is null
        or residue.village_code = known_person.village_code
        or left(residue.canonical, 2) = left(known_person.canonical, 2)
),

same_day_sex_unknown as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            residue.birth_date = known_person.birth_date
            and left(residue.canonical, 2) = left(known_person.canonical, 2)
    where residue.sex is null
),

day_and_month_swapped as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on
            make_date(year(residue.birth_date), day(residue.birth_date), month(residue.birth_date))
            = known_person.birth_date
            and left(residue.canonical, 2) = left(known_person.canonical, 2)
    where day(residue.birth_date) between 1 and 12
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
),

bearers_in_year as (
    select
        canonical,
        year(birth_date) as birth_year
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
            and year(residue.birth_date) = bearers_in_year.birth_year
    inner join known_person
        on
            residue.canonical = known_person.canonical
            and year(known_person.birth_date) = bearers_in_year.birth_year
)

select * from same_day
union
select * from same_day_sex_unknown
union
select * from day_and_month_swapped
union
select * from same_card
union
select * from same_address
union
select * from same_name_in_village
union
select * from same_name_and_year
