-- One row is one person whom a record may be linked to: everyone of the newest release, and those
-- whom the civil register alone has (who died, moved, or are missing from the release).
-- `shares_birth_date`: another member of the family was born on that day, so that the date alone
-- does not tell them apart. `bearers`: how many known people have the name. The search for
-- candidates is bounded by whether at most 12 people have the name (`rare_name_key`, of its
-- consonants, is empty for others), whether more than 12 or 60 of them live in the kelurahan,
-- whether more than 60 were born in the year, and whether more than 60 people live at the address.
-- A city has few streets and few RT and RW: an address is cut before the first RT or RW, each
-- different part is read once, and what is left of both is `address_key` and `neighbourhood_of`.
-- Reads listed_person, civil_person, family; writes known_person.
with written as (
    select
        number_of(family_number) as family_number,
        village_code,
        ' ' || upper(address) || ' ' as text,
        least(nullif(instr(text, 'RT'), 0), nullif(instr(text, 'RW'), 0)) as place
    from family
),

cut as materialized (
    select
        family_number,
        village_code,
        left(text, coalesce(place - 2, length(text))) as head,
        substr(text, coalesce(place - 1, length(text) + 1)) as tail
    from written
),

tail_read as (
    select
        tail,
        without_neighbourhood(tail) as rest,
        neighbourhood_of(tail) as neighbourhood
    from (select distinct tail from cut) as different
),

joined as materialized (
    select
        cut.family_number,
        cut.village_code,
        cut.head || tail_read.rest as bare,
        tail_read.neighbourhood
    from cut
    left join tail_read on cut.tail = tail_read.tail
),

street as (
    select
        bare,
        street_of(bare) as address_key
    from (select distinct bare from joined) as different
),

home as materialized (
    select
        joined.family_number,
        joined.village_code,
        street.address_key,
        joined.neighbourhood,
        key_of(joined.village_code) as village_key,
        xor(key_of(joined.village_code), key_of(street.address_key)) as home_key
    from joined
    left join street on joined.bare = street.bare
),

mother as (
    select
        family_number,
        split_part(arg_min(canonical, name), ' ', 1) as mother
    from listed_person
    where sex = 2 and relationship in (1, 2)
    group by family_number
),

-- What is counted, as numbers alone: they are grouped and joined faster than texts.
counted as materialized (
    select
        xor(key_of(listed_person.family_number), days_of(listed_person.birth_date)) as birth_key,
        key_of(listed_person.canonical) as name_key,
        home.village_key,
        home.home_key,
        cast(year(listed_person.birth_date) as smallint) as birth_year
    from listed_person
    inner join home using (family_number)
    union all
    select
        xor(key_of(family_number), days_of(birth_date)),
        key_of(canonical),
        key_of(village_code),
        cast(null as bigint),
        cast(year(birth_date) as smallint)
    from civil_person
),

twin as (
    select birth_key
    from counted
    where birth_key is not null
    group by birth_key
    having count(*) > 1
),

name_bearer as (
    select
        name_key,
        count(*) as bearers
    from counted
    group by name_key
    having count(*) > 1
),

name_in_village as (
    select
        xor(name_key, village_key) as name_village_key,
        count(*) as people
    from counted
    where
        name_key in (
            select name_key from name_bearer
            where bearers > 12
        )
    group by name_village_key
    having count(*) > 12
),

name_in_year as (
    select xor(name_key, birth_year) as name_year_key
    from counted
    where
        name_key in (
            select name_key from name_bearer
            where bearers > 60
        )
    group by name_year_key
    having count(*) > 60
),

crowded_address as (
    select home_key
    from counted
    where home_key is not null
    group by home_key
    having count(*) > 60
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
        mother.mother,
        home.village_key,
        home.home_key
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
        cast(null as varchar),
        key_of(village_code),
        cast(null as bigint)
    from civil_person
),

keyed as (
    select
        *,
        key_of(canonical) as name_key,
        key_of(left(canonical, 2)) as begins_key,
        key_of(left(canonical, 3)) as begins_so_key,
        key_of(right(canonical, 3)) as ends_key,
        days_of(birth_date) as birth_days,
        cast(year(birth_date) as smallint) as birth_year
    from known
)

select
    known.*,
    cast(month(known.birth_date) as tinyint) as birth_month,
    cast(day(known.birth_date) as tinyint) as birth_day,
    coalesce(twin.birth_key is not null, false) as shares_birth_date,
    coalesce(name_bearer.bearers, 1) as bearers,
    if(
        coalesce(name_bearer.bearers, 1) <= 12, hash(consonants_of(known.canonical)), null
    ) as rare_name_key,
    coalesce(name_in_village.people > 12, false) as is_name_usual_in_village,
    coalesce(name_in_village.people > 60, false) as is_name_common_in_village,
    coalesce(name_in_year.name_year_key is not null, false) as is_name_common_in_year,
    coalesce(crowded_address.home_key is not null, false) as is_address_crowded
from keyed as known
left join twin on xor(key_of(known.family_number), known.birth_days) = twin.birth_key
left join name_bearer on known.name_key = name_bearer.name_key
left join name_in_village
    on xor(known.name_key, known.village_key) = name_in_village.name_village_key
left join name_in_year on xor(known.name_key, known.birth_year) = name_in_year.name_year_key
left join crowded_address on known.home_key = crowded_address.home_key
