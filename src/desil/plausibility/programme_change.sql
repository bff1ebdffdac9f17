-- One row is one programme: families that fit its rules before, after, newly and no longer.
-- Reads eligible_before, eligible_after (programme, family_number); writes nothing.
select
    programme,
    count(eligible_before.family_number) as before,
    count(eligible_after.family_number) as after,
    count(*) filter (where eligible_before.family_number is null) as gained,
    count(*) filter (where eligible_after.family_number is null) as lost
from eligible_before
full outer join eligible_after using (programme, family_number)
group by programme
order by programme
