-- One row is one family with its groups as six digits, from the left: sex of the head (its code),
-- age of the head (1: under 25, 2: 25-44, 3: 45-64, 4: 65 and over), size (1: 1, 2: 2-3, 3: 4-5,
-- 4: 6 and over), a member aged 60 or over, a member under 7, a severely disabled member (the last
-- three 1 or 0). 0 where it is not known; a member of unknown age makes no family one with aged
-- people or children. Severe disability is a difficulty that a member answers with "cannot do at
-- all".
-- Reads family_kept, member_kept; writes family_profile.
with of_members as (
    select
        family_number,
        max(age) filter (where relationship = 1) as head_age,
        coalesce(bool_or(age >= 60), false) as has_aged,
        coalesce(bool_or(age < 7), false) as has_child,
        coalesce(
            bool_or(
                least(
                    seeing, hearing, walking, hands, learning, behaviour, communicating, self_care
                ) = 1
            ),
            false
        ) as has_disabled
    from member_kept
    group by family_number
)

select
    family_kept.family_number,
    cast(
        100000 * if(family_kept.head_sex in (1, 2), family_kept.head_sex, 0)
        + 10000 * case
            when of_members.head_age < 25 then 1
            when of_members.head_age < 45 then 2
            when of_members.head_age < 65 then 3
            when of_members.head_age >= 65 then 4
            else 0
        end
        + 1000 * case
            when family_kept.size >= 6 then 4
            when family_kept.size >= 4 then 3
            when family_kept.size >= 2 then 2
            when family_kept.size = 1 then 1
            else 0
        end
        + 100 * cast(coalesce(of_members.has_aged, false) as integer)
        + 10 * cast(coalesce(of_members.has_child, false) as integer)
        + cast(coalesce(of_members.has_disabled, false) as integer)
        as integer
    ) as profile
from family_kept
left join of_members using (family_number)
order by family_kept.family_number
