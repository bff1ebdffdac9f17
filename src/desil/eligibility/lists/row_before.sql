-- One row is one row of the list before, under the numbers that its family and person have in the
-- run of the new list: a family is its people, not its card number. Of families that are one by
-- now the better place counts.
-- Reads row_told, family_next, person_next; writes row_before.
select
    row_told.* replace (
        coalesce(family_next.family_number, row_told.family_number) as family_number,
        coalesce(person_next.nik, row_told.nik) as nik
    )
from row_told
left join family_next on row_told.family_number = family_next.earlier_number
left join person_next on row_told.nik = person_next.earlier_nik
qualify
    row_number() over (
        partition by
            coalesce(family_next.family_number, row_told.family_number),
            coalesce(person_next.nik, row_told.nik)
        order by row_told.state = 'terdaftar' desc, row_told.place asc
    ) = 1
