-- One row is one accepted correction, compared with the releases after its decision: the first that
-- says something else than before settles it.
-- `stands`: its value is the register's: no release has settled it and no later one is about it.
-- Reads asked_correction, release_value, listed_release; writes compared_correction.
with base as (
    select
        asked.case_number,
        asked.fact_table,
        asked.subject,
        asked.fact,
        count(*) as known,
        arg_max(stated.stated_value, stated.release_date)
        filter (where stated.stated_value is not null) as held_once,
        max(stated.release_date) filter (where stated.stated_value is not null) as held_date,
        max(stated.release_date) as last_date
    from asked_correction as asked
    inner join release_value as stated using (fact_table, subject, fact)
    where stated.release_date <= asked.decided_on
    group by all
),

weighed as (
    select
        asked.* exclude (old_value, new_value),
        if(asked.fact_table = 'happening', 'yes', asked.new_value) as compared_value,
        asked.new_value,
        case
            when asked.fact_table = 'happening' then 'no'
            when base.known is null then asked.old_value
            when base.held_date = base.last_date then base.held_once
        end as old_value
    from asked_correction as asked
    left join base using (case_number, fact_table, subject, fact)
),

later as (
    select
        weighed.case_number,
        weighed.fact_table,
        weighed.subject,
        weighed.fact,
        stated.release_date,
        stated.stated_value,
        -- a release that no longer knows it says nothing else
        stated.stated_value is not null
        and (weighed.old_value is null or stated.stated_value <> weighed.old_value)
            as says_else
    from weighed
    inner join release_value as stated
        on
            weighed.fact_table = stated.fact_table
            and weighed.subject = stated.subject
            and weighed.fact = stated.fact
            and (
                weighed.fact_table <> 'happening' or weighed.new_value = stated.happening_value
            )
    where stated.release_date > weighed.decided_on
),

settled as (
    select
        case_number,
        fact_table,
        subject,
        fact,
        count(*) as seen,
        min(release_date) filter (where says_else) as settled_date,
        max(release_date) as newest_date
    from later
    group by all
),

judged as (
    select
        weighed.*,
        coalesce(settled.settled_date, settled.newest_date) as release_date,
        later.stated_value,
        case
            when settled.settled_date is not null
                then if(later.stated_value = weighed.compared_value, 'taken_over', 'contradicted')
            when settled.seen is not null then 'ignored'
            when (select max(release_date) from listed_release) > weighed.decided_on then 'gone'
            else 'awaiting'
        end as outcome
    from weighed
    left join settled using (case_number, fact_table, subject, fact)
    left join later
        on
            weighed.case_number = later.case_number
            and weighed.fact_table = later.fact_table
            and weighed.subject = later.subject
            and weighed.fact = later.fact
            and coalesce(settled.settled_date, settled.newest_date) = later.release_date
)

select
    * exclude (compared_value, delivery_number),
    cast(
        outcome in ('awaiting', 'ignored')
        and row_number() over (
            partition by fact_table, subject, fact
            order by decided_on desc, delivery_number desc, case_number desc
        ) = 1
        as smallint
    ) as stands
from judged
