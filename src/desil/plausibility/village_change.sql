-- One row is one kelurahan: families that both sides list there, and those of them with another
-- standing after.
-- Reads before_family, after_family (family_number, village_code, decile, size); writes nothing.
select
    after_family.village_code,
    count(*) as stayed,
    count(*) filter (where before_family.decile is distinct from after_family.decile) as changed
from before_family
inner join after_family
    on
        before_family.family_number = after_family.family_number
        and before_family.village_code = after_family.village_code
group by after_family.village_code
order by after_family.village_code
