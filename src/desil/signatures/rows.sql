-- one row is: a row of one table whose content in the register is not what was published; `change`
--     is removed (only published), added (only in the register) or changed (both, not the same)
-- reads: published_row, registered_row; both have the table's columns and row_key
-- writes: nothing
with
gone as (
    select * from published_row
    except all
    select * from registered_row
),

extra as (
    select * from registered_row
    except all
    select * from published_row
),

either as (
    select
        row_key,
        1 as is_gone,
        0 as is_extra
    from gone
    union all
    select
        row_key,
        0 as is_gone,
        1 as is_extra
    from extra
)

select
    row_key,
    case
        when max(is_gone) = 1 and max(is_extra) = 1 then 'changed'
        when max(is_gone) = 1 then 'removed'
        else 'added'
    end as change
from either
group by row_key
order by row_key
