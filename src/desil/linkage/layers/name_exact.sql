-- One row is one record without a number of its own whose name is exactly (in one spelling) that of
-- one known person only who has the same birth date and kelurahan, the same family card, or the
-- same address; nothing else may contradict. A name that many bear in the kelurahan is left to the
-- weights: the date alone would meet one of them by chance.
-- Reads residue, known_person; writes the layer's links.
with alike as (
    select
        residue.record_number,
        known_person.nik,
        residue.village_code,
        residue.canonical
    from residue
    inner join known_person
        on
            residue.canonical = known_person.canonical
            and residue.birth_date = known_person.birth_date
            and residue.village_code = known_person.village_code
    where residue.nik is null and coalesce(residue.sex = known_person.sex, true)
),

bearers as (
    select
        canonical,
        village_code,
        count(*) as people
    from known_person
    semi join alike using (canonical, village_code)
    group by canonical, village_code
),

found as (
    select
        alike.record_number,
        alike.nik
    from alike
    inner join bearers using (canonical, village_code)
    where bearers.people <= 60
    union
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (canonical, family_number)
    where
        residue.nik is null
        and coalesce(residue.birth_date = known_person.birth_date, true)
        and coalesce(residue.sex = known_person.sex, true)
    union
    select
        residue.record_number,
        known_person.nik
    from residue
    inner join known_person using (canonical, village_code, address_key)
    where
        residue.nik is null
        and coalesce(residue.birth_date = known_person.birth_date, true)
        and coalesce(residue.sex = known_person.sex, true)
)

select
    record_number,
    any_value(nik) as nik
from found
group by record_number
having count(*) = 1
