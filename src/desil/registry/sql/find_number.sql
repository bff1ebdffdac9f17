-- one row is: one person who has this NIK, or one family that has this KK
-- reads: publication, release, person, family, family_decile (through row security)
-- writes: nothing
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
        and person.nik = :question
    union all
    select
        '' as nik,
        family.family_number,
        family.head_name as name,
        cast(null as date) as birth_date
    from family
    where
        family.publication_id = (select showing.id from showing)
        and family.family_number = :question
)

select
    found.nik,
    found.family_number,
    found.name,
    found.birth_date,
    family.village_code,
    family.address,
    family_decile.decile_national as decile,
    1 as likeness
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
order by found.nik desc
limit :want
