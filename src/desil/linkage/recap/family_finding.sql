-- One row is one thing that integration found about a family of the newest release or one of its
-- members (the empty nik: about the family). That somebody stood on no old list is no finding about
-- them and stays out.
-- Reads integration_finding, person_flag, person, family; writes family_finding.
with about_person as (
    select
        nik,
        finding,
        reason,
        source,
        cast(null as date) as on_date
    from integration_finding
    where nik is not null and finding <> 'dtsen_not_in_dtks'
    union all
    select
        nik,
        flag,
        evidence,
        source,
        on_date
    from person_flag
),

found as (
    select
        person.family_number,
        about_person.*
    from about_person
    inner join person using (nik)
    union all
    select
        family_number,
        '' as nik,
        finding,
        reason,
        source,
        cast(null as date) as on_date
    from integration_finding
    where nik is null
)

select
    found.family_number,
    family.village_code,
    found.nik,
    found.finding,
    found.reason,
    found.source,
    max(found.on_date) as on_date
from found
inner join family using (family_number)
group by all
