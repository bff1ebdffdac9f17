-- one row is: one kota or kecamatan whose counts are not the sum of the areas below it
-- reads: area_recap
-- writes: nothing
with figure as (
    select
        area_recap.release_date,
        area_recap.level,
        area_recap.area_code,
        area_recap.parent_code,
        entry.figure_name as standing,
        cast(entry.figure_value as bigint) as amount
    from area_recap
    cross join lateral jsonb_each_text(to_jsonb(area_recap)) as entry (figure_name, figure_value)
    where starts_with(entry.figure_name, 'families_') or starts_with(entry.figure_name, 'people_')
),

below as (
    select
        release_date,
        case level when 'kecamatan' then 'kota' else 'kecamatan' end as level,
        parent_code as area_code,
        standing,
        sum(amount) as amount
    from figure
    where level in ('kecamatan', 'kelurahan')
    group by release_date, level, parent_code, standing
)

select distinct
    figure.release_date,
    figure.level,
    figure.area_code
from figure
left join below
    on
        figure.release_date = below.release_date
        and figure.level = below.level
        and figure.area_code = below.area_code
        and figure.standing = below.standing
where
    figure.level in ('kota', 'kecamatan')
    and below.amount is distinct from figure.amount
order by figure.release_date, figure.level, figure.area_code
