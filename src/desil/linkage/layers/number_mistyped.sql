-- One row is one record whose number is one digit or one transposition away from that of a known
-- person who has a similar name and the same birth date, or the same name and nearly that date;
-- only where that is one person.
-- Such a number keeps its left half, its right half, or all but the two digits in the middle.
-- Reads residue, known_person; writes the layer's links.
with numbered as (
    select
        record_number,
        nik,
        canonical,
        birth_date,
        sex
    from residue
    where nik is not null
),

same_half as (
    select
        numbered.record_number,
        known_person.nik
    from numbered
    inner join known_person
        on
            numbered.nik % 100000000 = known_person.nik % 100000000
            and numbered.sex = known_person.sex
    union
    select
        numbered.record_number,
        known_person.nik
    from numbered
    inner join known_person
        on
            numbered.birth_date = known_person.birth_date
            and numbered.nik // 100000000 = known_person.nik // 100000000
            and numbered.sex = known_person.sex
    union
    select
        numbered.record_number,
        known_person.nik
    from numbered
    inner join known_person
        on
            numbered.canonical = known_person.canonical
            and numbered.nik // 100000000 = known_person.nik // 100000000
            and numbered.sex = known_person.sex
    union
    select
        numbered.record_number,
        known_person.nik
    from numbered
    inner join known_person
        on
            numbered.nik // 1000000000 = known_person.nik // 1000000000
            and numbered.nik % 10000000 = known_person.nik % 10000000
            and numbered.sex = known_person.sex
),

near as (
    select
        numbered.record_number,
        known_person.nik
    from same_half
    inner join numbered using (record_number)
    inner join known_person on same_half.nik = known_person.nik
    where
        damerau_levenshtein(cast(numbered.nik as varchar), cast(known_person.nik as varchar)) = 1
        and (
            (
                numbered.birth_date = known_person.birth_date
                and jaro_winkler_similarity(numbered.canonical, known_person.canonical) >= 0.85
            )
            or (
                numbered.canonical = known_person.canonical
                and (
                    abs(numbered.birth_date - known_person.birth_date) <= 366
                    or (
                        year(numbered.birth_date) = year(known_person.birth_date)
                        and month(numbered.birth_date) = day(known_person.birth_date)
                        and day(numbered.birth_date) = month(known_person.birth_date)
                    )
                )
            )
        )
)

select
    record_number,
    any_value(nik) as nik
from near
group by record_number
having count(*) = 1
