-- One row is one of the eligible at its place.
-- Reads placed; writes list_row.
select
    place,
    village_place,
    if(is_listed, 'terdaftar', 'menunggu') as state,
    family_number,
    nik,
    village_code,
    desil,
    desil_1_4_ppm,
    components,
    counted,
    rupiah,
    is_borderline,
    is_by_lot
from placed
