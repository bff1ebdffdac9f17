-- One row is one kind of finding in one kelurahan; the empty text where the family is not in the
-- newest release.
-- Reads integration_finding, family, person; writes finding_count.
with placed as (
    select
        integration_finding.*,
        coalesce(own.village_code, home.village_code, '') as village_code
    from integration_finding
    left join family as own on integration_finding.family_number = own.family_number
    left join person on integration_finding.nik = person.nik
    left join family as home on person.family_number = home.family_number
)

select
    village_code,
    finding,
    reason,
    source,
    count(*) as found,
    count(distinct nik) as people,
    count(distinct family_number) as families
from placed
group by all
