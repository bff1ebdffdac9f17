-- one row is: the families in one state on one list, in one kelurahan and desil. A family of whom
--   one person is listed is listed. On a list of families people are all members; on one of
--   persons, those who are listed or wait.
-- reads: work_listed_row, family_decile; row security leaves those of the reader's territory, so
--   the reader sees the whole city
-- writes: nothing
-- binds: publication_id; release_date; list_ids; listed, the state of the listed
with family_on_list as (
    select
        list_id,
        family_number,
        bool_or(state = :listed) as is_listed,
        count(nik) as persons
    from work_listed_row
    where list_id = any(:list_ids)
    group by list_id, family_number
),

placed as (
    select
        family_on_list.list_id,
        family_on_list.is_listed,
        coalesce(family_decile.village_code, '-') as village_code,
        coalesce(cast(family_decile.decile_national as text), 'unranked') as decile,
        case
            when family_on_list.persons > 0 then family_on_list.persons
            else coalesce(family_decile.counted_size, 0)
        end as people
    from family_on_list
    inner join family_decile
        on
            family_decile.publication_id = :publication_id
            and family_decile.release_date = :release_date
            and family_on_list.family_number = family_decile.family_number
)

select
    list_id,
    is_listed,
    village_code,
    decile,
    count(*) as families,
    sum(people) as people
from placed
group by list_id, is_listed, village_code, decile
order by list_id, is_listed, village_code, decile
