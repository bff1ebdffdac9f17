-- One row is one part of the families that a scenario or the first scenario lists, by desil (0:
-- unranked), by kelurahan and by profile (see family_profile.sql), one after another: families,
-- people and rupiah a year that the scenario lists, and the families that enter and leave.
-- Reads scenario_now, scenario_base (one scenario's rows each); writes nothing.
with now as (
    select
        family_number,
        coalesce(desil, 0) as desil,
        coalesce(village_code, '') as village,
        profile,
        size,
        rupiah
    from scenario_now
    where is_listed
),

base as (
    select
        family_number,
        coalesce(desil, 0) as desil,
        coalesce(village_code, '') as village,
        profile
    from scenario_base
    where is_listed
),

listed as (
    select
        coalesce(now.desil, base.desil) as desil,
        coalesce(now.village, base.village) as village,
        coalesce(now.profile, base.profile) as profile,
        now.size,
        now.rupiah,
        now.family_number is not null as is_now,
        base.family_number is not null as is_base
    from now
    full join base using (family_number)
)

select
    desil,
    village,
    profile,
    count(*) filter (is_now) as families,
    coalesce(sum(size), 0) as people,
    cast(coalesce(sum(cast(rupiah as bigint)), 0) as bigint) as rupiah,
    count(*) filter (is_now and not is_base) as entering,
    count(*) filter (is_base and not is_now) as leaving
from listed
group by grouping sets ((desil), (village), (profile))
order by desil, village, profile
