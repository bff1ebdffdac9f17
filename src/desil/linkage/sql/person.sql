-- One row is one person of the newest release.
-- Accepted corrections stand in it until a newer release says otherwise (corrections/).
-- Reads corrected_person; writes person.
select
    person.*,
    if(person.identity_corrected is null, 'dtsen', 'koreksi') as identity_source,
    coalesce(person.identity_corrected, person.release_date) as identity_date,
    if(person.education_corrected is null, 'dtsen', 'koreksi') as education_source,
    coalesce(person.education_corrected, person.release_date) as education_date,
    if(person.work_corrected is null, 'dtsen', 'koreksi') as work_source,
    coalesce(person.work_corrected, person.release_date) as work_date,
    if(person.health_corrected is null, 'dtsen', 'koreksi') as health_source,
    coalesce(person.health_corrected, person.release_date) as health_date
from corrected_person as person
