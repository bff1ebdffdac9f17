-- one row is: one area (kota, kecamatan, kelurahan) at one release, in the columns of area_recap
-- reads: family_decile (families), membership (people), family (names of areas)
-- writes: nothing
-- binds: release_date
with standing as not materialized (
    select
        family_number,
        coalesce(village_code, '-') as village_code,
        decile_national as decile
    from family_decile
    where release_date = :release_date
),

family_count as (
    select
        village_code,
        decile,
        count(*) as families
    from standing
    group by village_code, decile
),

-- a membership holds from from_date on and up to, not including, to_date
person_count as (
    select
        standing.village_code,
        standing.decile,
        count(*) as people
    from standing
    inner join membership on standing.family_number = membership.family_number
    where
        membership.from_date <= :release_date
        and (membership.to_date is null or membership.to_date > :release_date)
    group by standing.village_code, standing.decile
),

village_count as (
    select
        family_count.village_code,
        family_count.decile,
        family_count.families,
        coalesce(person_count.people, 0) as people
    from family_count
    left join person_count
        on
            family_count.village_code = person_count.village_code
            and family_count.decile is not distinct from person_count.decile
),

-- a BPS code begins with the code of the area above it: 4 digits, 7, 10
area_count as (
    select
        area.level,
        area.code,
        area.parent_code,
        village_count.decile,
        village_count.families,
        village_count.people
    from village_count
    cross join
        lateral (
            values
            ('kota', left(village_count.village_code, 4), ''),
            ('kecamatan', left(village_count.village_code, 7), left(village_count.village_code, 4)),
            ('kelurahan', village_count.village_code, left(village_count.village_code, 7))
        ) as area (level, code, parent_code)
),

village_name as (
    select
        village_code,
        min(city_name) as city_name,
        min(district_name) as district_name,
        min(village_name) as village_name
    from family
    where village_code is not null
    group by village_code
),

area_name as (
    select
        area.code,
        min(area.area_name) as area_name
    from village_name
    cross join
        lateral (
            values
            (left(village_name.village_code, 4), village_name.city_name),
            (left(village_name.village_code, 7), village_name.district_name),
            (village_name.village_code, village_name.village_name)
        ) as area (code, area_name)
    group by area.code
)

select
    cast(:release_date as date) as release_date,
    area_count.level,
    area_count.code as area_code,
    coalesce(min(area_name.area_name), area_count.code) as area_name,
    area_count.parent_code,
    coalesce(sum(area_count.families) filter (where area_count.decile = 1), 0) as families_1,
    coalesce(sum(area_count.families) filter (where area_count.decile = 2), 0) as families_2,
    coalesce(sum(area_count.families) filter (where area_count.decile = 3), 0) as families_3,
    coalesce(sum(area_count.families) filter (where area_count.decile = 4), 0) as families_4,
    coalesce(sum(area_count.families) filter (where area_count.decile = 5), 0) as families_5,
    coalesce(sum(area_count.families) filter (where area_count.decile = 6), 0) as families_6,
    coalesce(sum(area_count.families) filter (where area_count.decile = 7), 0) as families_7,
    coalesce(sum(area_count.families) filter (where area_count.decile = 8), 0) as families_8,
    coalesce(sum(area_count.families) filter (where area_count.decile = 9), 0) as families_9,
    coalesce(sum(area_count.families) filter (where area_count.decile = 10), 0) as families_10,
    coalesce(
        sum(area_count.families) filter (where area_count.decile is null), 0
    ) as families_unranked,
    coalesce(sum(area_count.people) filter (where area_count.decile = 1), 0) as people_1,
    coalesce(sum(area_count.people) filter (where area_count.decile = 2), 0) as people_2,
    coalesce(sum(area_count.people) filter (where area_count.decile = 3), 0) as people_3,
    coalesce(sum(area_count.people) filter (where area_count.decile = 4), 0) as people_4,
    coalesce(sum(area_count.people) filter (where area_count.decile = 5), 0) as people_5,
    coalesce(sum(area_count.people) filter (where area_count.decile = 6), 0) as people_6,
    coalesce(sum(area_count.people) filter (where area_count.decile = 7), 0) as people_7,
    coalesce(sum(area_count.people) filter (where area_count.decile = 8), 0) as people_8,
    coalesce(sum(area_count.people) filter (where area_count.decile = 9), 0) as people_9,
    coalesce(sum(area_count.people) filter (where area_count.decile = 10), 0) as people_10,
    coalesce(
        sum(area_count.people) filter (where area_count.decile is null), 0
    ) as people_unranked
from area_count
left join area_name on area_count.code = area_name.code
group by area_count.level, area_count.code, area_count.parent_code
order by area_count.code, area_count.level
