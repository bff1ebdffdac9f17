-- One row is one person whom the civil register knows and the release does not: the newest word.
-- Reads civil_record, listed_person; writes civil_person (the canonical name is added beside).
select
    nik,
    family_number,
    name,
    birth_date,
    sex,
    relationship,
    village_code
from civil_record
anti join listed_person using (nik)
qualify row_number() over (partition by nik order by seen_date desc, name) = 1
