-- One row is one person of the newest release.
-- Reads release_person, newest_release; writes person.
select
    person.*,
    'dtsen' as identity_source,
    person.release_date as identity_date,
    'dtsen' as education_source,
    person.release_date as education_date,
    'dtsen' as work_source,
    person.release_date as work_date,
    'dtsen' as health_source,
    person.release_date as health_date
from release_person as person
inner join newest_release using (release_date)
