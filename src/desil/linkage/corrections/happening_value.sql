-- One row is what one release shows of something that happened: 'yes' or 'no'.
-- Reads asked_correction, listed_release, release_family, release_person; writes happening_value.
with told as (
    select distinct
        subject,
        fact,
        new_value
    from asked_correction
    where fact_table = 'happening'
),

person as (
    select *
    from release_person
    where
        nik in (select subject from told)
        or family_number in (select subject from told)
),

family as (
    select * from release_family
    where family_number in (select subject from told)
),

newborn as (
    select
        told.subject,
        told.fact,
        told.new_value,
        person.release_date
    from told
    inner join person on told.subject = person.family_number
    where told.fact = 'born' and cast(person.birth_date as varchar) = told.new_value
    group by all
)

select
    told.subject,
    told.fact,
    told.new_value,
    listed_release.release_date,
    case
        when told.fact in ('died', 'moved_out', 'same_person_as') then person.nik is null
        when told.fact in ('moved_in', 'split_to')
            then coalesce(person.family_number = told.new_value, false)
        when told.fact = 'merged_into' then family.family_number is null
        when told.fact = 'moved_house'
            then coalesce(family.village_code = told.new_value, false)
        when told.fact = 'new_family' then family.family_number is not null
        when told.fact = 'rank_asked' then family.decile_national is not null
        when told.fact = 'pbi_active_again' then coalesce(person.pbi_national = 1, false)
        when told.fact = 'born' then newborn.subject is not null
        else false
    end as is_seen
from told
cross join listed_release
left join person
    on
        told.subject = person.nik and listed_release.release_date = person.release_date
left join family
    on
        told.subject = family.family_number
        and listed_release.release_date = family.release_date
left join newborn
    on
        told.subject = newborn.subject
        and told.fact = newborn.fact
        and told.new_value = newborn.new_value
        and listed_release.release_date = newborn.release_date
