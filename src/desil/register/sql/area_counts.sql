-- one row is: one area's recap at one release, in the order of their codes
-- reads: area_recap
-- writes: nothing
-- binds: publication_id, release_date, level; area_code and parent_code, each NULL for any
select
    release_date,
    level,
    area_code,
    area_name,
    parent_code,
    array[
        families_1, families_2, families_3, families_4, families_5,
        families_6, families_7, families_8, families_9, families_10
    ] as families_by_decile,
    families_unranked,
    array[
        people_1, people_2, people_3, people_4, people_5,
        people_6, people_7, people_8, people_9, people_10
    ] as people_by_decile,
    people_unranked
from area_recap
where
    publication_id = :publication_id
    and release_date = :release_date
    and level = :level
    and (cast(:area_code as text) is null or area_code = :area_code)
    and (cast(:parent_code as text) is null or parent_code = :parent_code)
order by area_code
