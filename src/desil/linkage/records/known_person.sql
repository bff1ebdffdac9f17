-- One row is one person whom a record may be linked to: everyone of the newest release, and those
-- whom the civil register alone has (who died, moved, or are missing from the release).
-- `shares_birth_date`: another member of the family was born on that day, so that the date alone
-- does not tell them apart.
-- Reads listed_person, civil_person, family; writes known_person.
with home as (
    select
        number_of(family_number) as family_number,
        village_code,
        address_key(address) as address_key,
        neighbourhood_of(address) as neighbourhood
    from family
),

mother as (
    select
        family_number,
        split_part(arg_min(canonical, name), ' ', 1) as mother
    from listed_person
    where sex = 2 and relationship in (1, 2)
    group by family_number
),

known as (
    select
        listed_person.nik,
        true as is_in_release,
        listed_person.family_number,
        listed_person.name,
        listed_person.canonical,
        listed_person.birth_date,
        listed_person.sex,
        listed_person.relationship,
        home.village_code,
        home.address_key,
        home.neighbourhood,
        mother.mother
    from listed_person
    inner join home using (family_number)
    left join mother
        on listed_person.family_number = mother.family_number and listed_person.relationship = 3
    union all
    select
        nik,
        false,
        family_number,
        name,
        canonical,
        birth_date,
        sex,
        relationship,
        village_code,
        cast(null as varchar),
        cast(null as integer),
        cast(null as varchar)
    from civil_person
),

twin as (
    select
        family_number,
        birth_date
    from known
    group by family_number, birth_date
    having count(*) > 1
)

select
    known.*,
    left(known.canonical, 2) as name_begins,
    left(known.canonical, 3) as name_begins_so,
    cast(year(known.birth_date) as smallint) as birth_year,
    cast(month(known.birth_date) as tinyint) as birth_month,
    cast(day(known.birth_date) as tinyint) as birth_day,
    coalesce(twin.family_number is not null, false) as shares_birth_date
from known
left join twin
    on
        known.family_number = twin.family_number
        and known.birth_date = twin.birth_date
