-- one row is: one person whose name is like the question, the likeliest first
-- reads: desil_find_people
-- writes: nothing
select
    nik,
    family_number,
    name,
    birth_date,
    village_code,
    address,
    decile,
    likeness
from desil_find_people(:question, :want)
