-- One row is one group of the families of desil 1-4: how many there are, and how many are listed.
-- A family whose group is not known is in the group ''. Severe disability is a difficulty that a
-- member answers with "cannot do at all".
-- Reads list_row, family, family_decile, newest_release, family_fact, person,
-- assistance; writes nothing.
with listed as (
    select distinct family_number from list_row
    where state = 'terdaftar'
),

disabled as (
    select
        family_number,
        bool_or(
            coalesce(
                least(
                    seeing, hearing, walking, hands, learning, behaviour, communicating, self_care
                ) = 1,
                false
            )
        ) as has_disabled
    from person
    group by family_number
),

poor as (
    select
        family.family_number,
        coalesce(family.village_code, '') as village,
        coalesce(cast(family_fact.head_sex as varchar), '') as head_sex,
        coalesce(cast(family_fact.head_age_band as varchar), '') as head_age,
        case
            when family.counted_size is null then ''
            when family.counted_size >= 6 then '6+'
            when family.counted_size >= 4 then '4-5'
            when family.counted_size >= 2 then '2-3'
            else '1'
        end as size,
        if(coalesce(disabled.has_disabled, false), '1', '2') as disability,
        listed.family_number is not null as is_listed
    from family
    inner join family_decile using (family_number)
    inner join newest_release using (release_date)
    left join family_fact using (family_number)
    left join disabled using (family_number)
    left join listed using (family_number)
    cross join assistance
    where family_decile.decile_national <= assistance.first_decile
),

told as (
    unpivot poor
    on village, head_sex, head_age, size, disability
    into name grouping value answer
)

select
    grouping,
    answer,
    count(*) as families,
    count(*) filter (is_listed) as listed
from told
group by grouping, answer
order by grouping, answer
