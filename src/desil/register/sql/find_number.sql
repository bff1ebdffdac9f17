-- one row is: one person who has this NIK, or one family that has this KK, or had it in an earlier
-- release
-- reads: publication, release, person, family, family_decile, family_succession, person_succession
-- (through row security)
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
),

had_before as (
    select
        person.nik,
        person.family_number,
        person.name,
        person.birth_date
    from person_succession
    inner join person
        on
            person_succession.publication_id = person.publication_id
            and person_succession.nik = person.nik
    where
        person_succession.publication_id = (select showing.id from showing)
        and person_succession.earlier_nik = :question
    union
    select
        '' as nik,
        family.family_number,
        family.head_name as name,
        cast(null as date) as birth_date
    from family_succession
    inner join family
        on
            family_succession.publication_id = family.publication_id
            and family_succession.family_number = family.family_number
    where
        family_succession.publication_id = (select showing.id from showing)
        and family_succession.earlier_number = :question
        and family_succession.kind <> 'split'
        and family_succession.family_number <> :question
),

everyone as (
    select
        found.*,
        false as is_earlier
    from found
    union all
    select
        had_before.*,
        true as is_earlier
    from had_before
)

select
    everyone.nik,
    everyone.family_number,
    everyone.name,
    everyone.birth_date,
    family.village_code,
    family.address,
    family_decile.decile_national as decile,
    1 as likeness,
    family.head_name,
    everyone.is_earlier
from everyone
inner join family
    on
        family.publication_id = (select showing.id from showing)
        and everyone.family_number = family.family_number
left join family_decile
    on
        family_decile.publication_id = (select showing.id from showing)
        and everyone.family_number = family_decile.family_number
        and family_decile.release_date = (select showing.newest from showing)
order by everyone.is_earlier asc, everyone.nik desc
limit :want
