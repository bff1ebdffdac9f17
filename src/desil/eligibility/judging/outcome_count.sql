-- One row is one verdict of one programme in one kelurahan: families, their members, the members
-- counted for a component, and millions of rupiah a year.
-- Reads patterned, answer_pattern; writes outcome_count.
with laid as (
    select
        coalesce(village_code, '') as village_code,
        pattern,
        count(*) as families,
        sum(size) as people
    from patterned
    group by all
)

select
    answer_pattern.programme,
    laid.village_code,
    answer_pattern.verdict,
    sum(laid.families) as families,
    sum(laid.people) as people,
    sum(laid.families * answer_pattern.counted) as counted,
    sum(cast(laid.families as bigint) * answer_pattern.rupiah) // 1000000 as million_rupiah
from laid
inner join answer_pattern using (pattern)
group by answer_pattern.programme, laid.village_code, answer_pattern.verdict
