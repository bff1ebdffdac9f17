-- One row is one state (and its verdict) in one kelurahan: families, persons, thousands of rupiah a
-- year. A family of whom one person is listed is listed. On a list of families, persons are all
-- members; on one of persons, those who are listed or wait.
-- Reads placed, list_answer, verdict_state; writes list_count.
with listed_family as (
    select
        family_number,
        if(bool_or(is_listed), 'terdaftar', 'menunggu') as state,
        max(village_code) as village_code
    from placed
    group by family_number
),

families_of as (
    select
        coalesce(village_code, '') as village_code,
        state,
        count(*) as families
    from listed_family
    group by all
),

persons_of as (
    select
        coalesce(placed.village_code, '') as village_code,
        if(placed.is_listed, 'terdaftar', 'menunggu') as state,
        sum(if(placed.nik is null, list_answer.size, 1)) as persons,
        sum(cast(placed.rupiah as bigint)) // 1000 as thousand_rupiah
    from placed
    inner join list_answer using (family_number)
    group by all
),

eligible as (
    select
        village_code,
        state,
        0 as verdict,
        coalesce(families_of.families, 0) as families,
        coalesce(persons_of.persons, 0) as persons,
        coalesce(persons_of.thousand_rupiah, 0) as thousand_rupiah
    from families_of
    full join persons_of using (village_code, state)
),

others as (
    select
        coalesce(village_code, '') as village_code,
        verdict_state.state,
        list_answer.verdict,
        count(*) as families,
        sum(list_answer.size) as persons,
        0 as thousand_rupiah
    from list_answer
    inner join verdict_state using (verdict)
    where list_answer.verdict > 0
    group by all
)

from eligible
union all
from others
