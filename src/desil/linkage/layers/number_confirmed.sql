-- One row is one record whose number is a known person's and whose name is nearly that person's
-- (Jaro-Winkler .85 or more in one spelling, and no other sex).
-- Reads residue, known_person; writes the layer's links.
select
    residue.record_number,
    known_person.nik
from residue
inner join known_person on residue.stated_nik = known_person.nik
where
    jaro_winkler_similarity(residue.canonical, known_person.canonical) >= 0.85
    and coalesce(residue.sex = known_person.sex, true)
