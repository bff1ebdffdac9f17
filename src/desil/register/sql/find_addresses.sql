-- one row is: one family whose address is like the question, the likeliest first
-- reads: desil_find_addresses
-- writes: nothing
select
    '' as nik,
    family_number,
    name,
    cast(null as date) as birth_date,
    village_code,
    address,
    decile,
    likeness
from desil_find_addresses(:question, :want)
