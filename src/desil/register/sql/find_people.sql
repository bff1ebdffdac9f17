-- one row is: one person, or one family by its head where no name is looked for, the likeliest
-- first
-- reads: desil_search
-- writes: nothing
select
    nik,
    family_number,
    name,
    birth_date,
    village_code,
    address,
    decile,
    likeness,
    head_name
from
    desil_search(
        :named,
        :spelled,
        :manner,
        :whole,
        :placed,
        :road,
        :born_first,
        :born_last,
        :has_street,
        :want
    )
