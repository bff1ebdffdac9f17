-- one row is: one kota or kecamatan whose counts are not the sum of the areas below it
-- reads: area_recap
-- writes: nothing
with figure as (
    select
        area_recap.release_date,
        area_recap.level,
        area_recap.area_code,
        area_recap.parent_code,
        entry.key as standing,
        cast(entry.value as bigint) as amount
    from area_recap
    cross join lateral jsonb_each_text(to_jsonb(area_recap)) as entry (key, value)
    where starts_with(entry.key, 'families_') or starts_with(entry.key, 'people_')
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
left join below using (release_date, level, area_code, standing)
where
    figure.level in ('kota', 'kecamatan')
    and below.amount is distinct from figure.amount
order by figure.release_date, figure.level, figure.area_code
