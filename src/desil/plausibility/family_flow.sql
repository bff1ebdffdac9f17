-- One row is one way between two standings (1 to 10; 0 not ranked; -1 not listed) and how many
-- families and people went it. People are counted after, for families that left before.
-- Reads before_family, after_family (family_number, village_code, decile, size); writes nothing.
select
    case when before_family.family_number is null then -1 else coalesce(before_family.decile, 0) end
        as standing_before,
    case when after_family.family_number is null then -1 else coalesce(after_family.decile, 0) end
        as standing_after,
    count(*) as families,
    coalesce(sum(coalesce(after_family.size, before_family.size)), 0) as people
from before_family
full outer join after_family on before_family.family_number = after_family.family_number
group by all
order by standing_before, standing_after
