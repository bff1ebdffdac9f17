-- One row is one person whom a record may be linked to: everyone of the newest release, and those
-- whom the civil register alone has (who died, moved, or are missing from the release).
-- `shares_birth_date`: another member of the family was born on that day, so that the date alone
-- does not tell them apart.
-- Reads person, family, civil_record, canonical_name; writes known_person.
with home as (
    select
        family_number,
        village_code,
        address_key(address) as address_key
    from family
),

mother as (
    select
        family_number,
        min(name) as mother_name
    from person
    where sex = 2 and relationship in (1, 2)
    group by family_number
),

listed as (
    select
        number_of(person.nik) as nik,
        true as is_in_release,
        number_of(person.family_number) as family_number,
        person.name,
        person.birth_date,
        person.sex,
        person.relationship,
        home.village_code,
        home.address_key,
        mother.mother_name
    from person
    inner join home using (family_number)
    left join mother
        on person.family_number = mother.family_number and person.relationship = 3
    union all
    select
        civil_record.nik,
        false,
        civil_record.family_number,
        civil_record.name,
        civil_record.birth_date,
        civil_record.sex,
        civil_record.relationship,
        civil_record.village_code,
        cast(null as varchar),
        cast(null as varchar)
    from civil_record
    anti join person on civil_record.nik = number_of(person.nik)
    qualify row_number() over (
        partition by civil_record.nik
        order by civil_record.seen_date desc, civil_record.name
    ) = 1
),

twin as (
    select
        family_number,
        birth_date
    from listed
    group by family_number, birth_date
    having count(*) > 1
)

select
    listed.nik,
    listed.is_in_release,
    listed.family_number,
    listed.name,
    own.canonical,
    listed.birth_date,
    listed.sex,
    listed.relationship,
    listed.village_code,
    listed.address_key,
    split_part(mothers.canonical, ' ', 1) as mother,
    coalesce(twin.family_number is not null, false) as shares_birth_date
from listed
left join canonical_name as own on listed.name = own.name
left join canonical_name as mothers on listed.mother_name = mothers.name
left join twin
    on
        listed.family_number = twin.family_number
        and listed.birth_date = twin.birth_date
