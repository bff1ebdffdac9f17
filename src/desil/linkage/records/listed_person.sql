-- One row is one person of the newest release.
-- Reads person; writes listed_person (the canonical name is added beside).
select
    number_of(nik) as nik,
    number_of(family_number) as family_number,
    name,
    birth_date,
    sex,
    relationship
from person
