-- one row is: one person whose NIK is among some numbers, or one family whose KK is; none where
-- they stand in for a number that somebody of the city has
-- reads: publication, release, person, family, family_decile (through row security),
-- desil_is_anybodys
-- writes: nothing
-- binds: numbers, meant (the number that they stand in for, or nothing), whole (a name that those
-- found come nearest to first), want
with showing as (
    select
        publication.id,
        max(release.release_date) as newest
    from publication
    inner join release on publication.id = release.publication_id
    where publication.is_current
    group by publication.id
),

found as (
    select
        person.nik,
        person.family_number,
        person.name,
        person.birth_date
    from person
    where
        person.publication_id = (select showing.id from showing)
        and person.nik = any(:numbers)
    union all
    select
        '' as nik,
        family.family_number,
        family.head_name as name,
        cast(null as date) as birth_date
    from family
    where
        family.publication_id = (select showing.id from showing)
        and family.family_number = any(:numbers)
)

select
    found.nik,
    found.family_number,
    found.name,
    found.birth_date,
    family.village_code,
    family.address,
    family_decile.decile_national as decile,
    similarity(coalesce(found.name, ''), :whole) as likeness,
    family.head_name
from found
inner join family
    on
        family.publication_id = (select showing.id from showing)
        and found.family_number = family.family_number
left join family_decile
    on
        family_decile.publication_id = (select showing.id from showing)
        and found.family_number = family_decile.family_number
        and family_decile.release_date = (select showing.newest from showing)
where not desil_is_anybodys(:meant)
order by likeness desc, found.nik desc, found.family_number asc
limit :want
