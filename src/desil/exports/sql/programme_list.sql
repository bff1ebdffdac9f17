-- one row is: one of the eligible at its place on a programme's list, by name and address
-- reads: work_listed_row, family, person; row security leaves those of the reader's territory
-- writes: nothing
-- binds: publication_id; list_id; area_code, the start of a kelurahan's code (empty: all);
--   state of a row (empty: all); most, the number of rows
select
    listed.place,
    listed.state,
    family.district_name,
    family.village_name,
    family.address,
    listed.family_number,
    listed.nik,
    case when listed.nik is null then family.head_name else person.name end as name,
    listed.desil,
    cast(round(listed.desil_1_4_ppm / 10000.0) as int) as desil_1_4_percent,
    listed.components,
    listed.rupiah,
    concat_ws(
        '; ',
        case when listed.state = 'menunggu' then 'kuota terisi' end,
        case when listed.is_borderline = 1 then 'dekat batas desil 4' end,
        case when listed.is_by_lot = 1 then 'tempat ditentukan undian' end
    ) as note
from work_listed_row as listed
left join family
    on
        family.publication_id = :publication_id
        and listed.family_number = family.family_number
left join person
    on
        person.publication_id = :publication_id
        and listed.nik = person.nik
where
    listed.list_id = :list_id
    and coalesce(listed.village_code, '') like cast(:area_code as text) || '%%'
    and (cast(:state as text) = '' or listed.state = :state)
order by listed.place
limit :most
