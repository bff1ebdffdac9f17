-- One row is one way that families of one kelurahan went between two runs: from one standing to
-- another, with how many families went it. A standing is a decile, `unranked`, or `absent` where
-- the run does not have the family. Families that are in both runs stand in the later one's
-- kelurahan.
-- Reads standing_before, standing_after; writes transition.
select
    coalesce(standing_after.village_code, standing_before.village_code, '') as village_code,
    case
        when standing_before.family_number is null then 'absent'
        else coalesce(cast(standing_before.decile as varchar), 'unranked')
    end as before,
    case
        when standing_after.family_number is null then 'absent'
        else coalesce(cast(standing_after.decile as varchar), 'unranked')
    end as after,
    count(*) as families
from standing_before
full join standing_after using (family_number)
group by 1, 2, 3
order by 1, 2, 3
