-- one row is: the families that one programme finds eligible, in one kelurahan and desil
-- reads: family_answer, family_decile, answer_pattern, programme_verdict; row security leaves those
--   of the reader's territory, so the reader sees the whole city
-- writes: nothing
-- binds: publication_id; release_date; eligible, the outcome
with answered as (
    select
        coalesce(family_decile.village_code, '-') as village_code,
        coalesce(cast(family_decile.decile_national as text), 'unranked') as decile,
        family_answer.pattern,
        coalesce(family_decile.counted_size, 0) as size
    from family_answer
    inner join family_decile
        on
            family_answer.publication_id = family_decile.publication_id
            and family_answer.family_number = family_decile.family_number
            and family_decile.release_date = :release_date
    where family_answer.publication_id = :publication_id
),

patterned as (
    select
        village_code,
        decile,
        pattern,
        count(*) as families,
        sum(size) as people
    from answered
    group by village_code, decile, pattern
)

select
    answer_pattern.programme,
    patterned.village_code,
    patterned.decile,
    sum(patterned.families) as families,
    sum(patterned.people) as people
from patterned
inner join answer_pattern
    on
        answer_pattern.publication_id = :publication_id
        and patterned.pattern = answer_pattern.pattern
inner join programme_verdict
    on
        programme_verdict.publication_id = :publication_id
        and answer_pattern.programme = programme_verdict.programme
        and answer_pattern.verdict = programme_verdict.verdict
where programme_verdict.outcome = :eligible
group by answer_pattern.programme, patterned.village_code, patterned.decile
order by answer_pattern.programme, patterned.village_code, patterned.decile
