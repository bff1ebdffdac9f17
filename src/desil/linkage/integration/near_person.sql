-- One row is one known person whom a rule of the search for candidates, or a decision, could bring
-- together with a record at hand: all whom linking these records reads.
-- Reads whole_person, residue (all records at hand), decided; writes known_person.
with swapped as (
    select make_date(birth_year, birth_day, birth_month) as birth_date
    from residue
    where birth_day between 1 and 12
)

select *
from whole_person
where
    nik in (
        select nik from residue
        where nik is not null
    )
    or nik in (select nik from decided)
    or family_number in (
        select family_number from residue
        where family_number is not null
    )
    or canonical in (
        select canonical from residue
        where canonical is not null
    )
    or birth_date in (
        select birth_date from residue
        where birth_date is not null
    )
    or birth_date in (select birth_date from swapped)
    or nik // 10000 in (
        select nik // 10000 from residue
        where nik is not null
    )
    or nik % 10000000000 in (
        select nik % 10000000000 from residue
        where nik is not null
    )
    or (village_code, address_key) in (
        select (village_code, address_key) from residue
        where address_key is not null
    )
    or (village_code, birth_year) in (
        select (village_code, birth_year + apart.years)
        from residue
        cross join (values (-10), (-1), (0), (1), (10)) as apart (years)
    )
    or (village_code, birth_month, birth_day) in (
        select (village_code, birth_month, birth_day) from residue
    )
    or (village_code, nik // 10000 % 1000000) in (
        select (village_code, nik // 10000 % 1000000) from residue
    )
    or rare_name_key in (
        select hash(consonants_of(canonical)) from residue
        where canonical is not null
    )
