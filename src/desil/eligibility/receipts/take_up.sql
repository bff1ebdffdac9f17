-- One row is one kelurahan: families listed, families paid, and families both; of those whom the
-- rules of the list find eligible, how many are paid.
-- Reads listed, paid, standing, eligible; writes take_up.
with family_listed as (
    select distinct family_number from listed
),

family_paid as (
    select distinct family_number from paid
    where family_number is not null
)

select
    coalesce(standing.village_code, '') as village_code,
    count(family_listed.family_number) as listed,
    count(family_paid.family_number) as paid,
    count(*) filter (
        family_listed.family_number is not null and family_paid.family_number is not null
    ) as listed_and_paid,
    count(eligible.family_number) as eligible,
    count(*) filter (
        eligible.family_number is not null and family_paid.family_number is not null
    ) as eligible_and_paid
from standing
left join family_listed on standing.family_number = family_listed.family_number
left join family_paid on standing.family_number = family_paid.family_number
left join eligible on standing.family_number = eligible.family_number
group by all
