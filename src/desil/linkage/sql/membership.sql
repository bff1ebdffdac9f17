-- One row is one stretch of releases through which a person belonged to one family.
-- from_date is the first release that lists the person there, to_date the first one after it that
-- does not; empty while the newest release still does.
-- Reads release_person, release; writes membership.
with numbered_release as (
    select
        release_date,
        row_number() over (order by release_date) as release_number,
        lead(release_date) over (order by release_date) as next_release_date
    from release
),

listed as (
    select
        person.nik,
        person.family_number,
        person.relationship,
        numbered_release.release_date,
        numbered_release.next_release_date,
        numbered_release.release_number - row_number() over (
            partition by person.nik, person.family_number
            order by numbered_release.release_number
        ) as stretch
    from release_person as person
    inner join numbered_release using (release_date)
)

select
    nik,
    family_number,
    arg_max(relationship, release_date) as relationship,
    min(release_date) as from_date,
    case
        when count(*) = count(next_release_date) then max(next_release_date)
    end as to_date
from listed
group by nik, family_number, stretch
