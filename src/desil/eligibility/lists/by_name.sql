-- One row is one of the eligible, by name and address, at its place on the list.
-- Reads list_row, family, person, asked_state (state, '' for all); writes nothing.
with head as (
    select
        family_number,
        min(nik) as nik
    from person
    where relationship = 1
    group by family_number
)

select
    list_row.place,
    list_row.state,
    family.district_name,
    family.village_name,
    family.address,
    list_row.family_number,
    coalesce(list_row.nik, head.nik) as nik,
    coalesce(person.name, family.head_name) as name,
    list_row.desil,
    list_row.desil_1_4_ppm // 10000 as percent,
    list_row.components,
    list_row.rupiah,
    list_row.is_borderline,
    list_row.is_by_lot
from list_row
inner join family using (family_number)
left join head using (family_number)
left join person on list_row.nik = person.nik
inner join asked_state on asked_state.state in ('', list_row.state)
order by list_row.place
