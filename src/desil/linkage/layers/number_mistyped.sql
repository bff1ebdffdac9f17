-- One row is one record whose number is one digit or one transposition away from that of a known
-- person who has a similar name and the same birth date, or the same name and nearly that date;
-- only where that is one person.
-- Reads residue, known_person; writes the layer's links.
with near as (
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on residue.birth_date = known_person.birth_date and residue.sex = known_person.sex
    where
        residue.nik is not null
        and may_be_mistyped(residue.nik, known_person.nik)
        and damerau_levenshtein(cast(residue.nik as varchar), cast(known_person.nik as varchar))
        = 1
        and jaro_winkler_similarity(residue.canonical, known_person.canonical) >= 0.85
    union
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person
        on residue.canonical = known_person.canonical and residue.sex = known_person.sex
    where
        residue.nik is not null
        and may_be_mistyped(residue.nik, known_person.nik)
        and damerau_levenshtein(cast(residue.nik as varchar), cast(known_person.nik as varchar))
        = 1
        and (
            abs(residue.birth_date - known_person.birth_date) <= 366
            or (
                year(residue.birth_date) = year(known_person.birth_date)
                and month(residue.birth_date) = day(known_person.birth_date)
                and day(residue.birth_date) = month(known_person.birth_date)
            )
        )
)

select
    record_number,
    any_value(nik) as nik
from near
group by record_number
having count(*) = 1
