-- One row is one planned visit. Of each kelurahan the families whose side of the boundary of
-- assistance is least certain, as many as its budget allows in all months. The route of a kelurahan
-- goes RW by RW, the RW with most to gain first, and inside by RT and address; months follow it.
-- Reads family_score, family_fact, family, visit_budget (village_code, per_month), visit_months.
with candidate as (
    select
        family_score.family_number,
        family_score.village_code,
        coalesce(family_fact.rw, '') as rw,
        coalesce(
            regexp_extract(upper(family.address), '\bRT[ .:/]*0*([0-9]{1,3})', 1), ''
        ) as rt,
        coalesce(upper(family.address), '') as address,
        family_score.desil_1_4_ppm,
        least(family_score.desil_1_4_ppm, 1000000 - family_score.desil_1_4_ppm) as gain_ppm,
        visit_budget.per_month,
        visit_months.months
    from family_score
    inner join family_fact using (family_number)
    inner join family using (family_number)
    inner join visit_budget on family_score.village_code = visit_budget.village_code
    cross join visit_months
    where family_score.indicative_reason = ''
),

chosen as (
    select * from candidate
    qualify
        row_number() over (
            partition by village_code order by gain_ppm desc, family_number
        ) <= per_month * months
),

weighed as (
    select
        *,
        sum(gain_ppm) over (partition by village_code, rw) as rw_gain
    from chosen
),

routed as (
    select
        *,
        row_number() over (
            partition by village_code
            order by rw_gain desc, rw, rt, address, family_number
        ) as stop
    from weighed
)

select
    village_code,
    cast(1 + (stop - 1) // per_month as integer) as month,
    cast(stop as integer) as stop,
    rw,
    rt,
    family_number,
    cast(desil_1_4_ppm as integer) as desil_1_4_ppm
from routed
order by village_code, stop
