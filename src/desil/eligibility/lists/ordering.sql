-- One row is one of the eligible, in the order of the list, with what decided its place.
-- Where the run has probabilities, a family without one stands where its decile stands on average.
-- Families that nothing tells apart are drawn by the hash of the list and their number.
-- Reads candidate (family_number, nik, village_code, desil, desil_1_4_ppm, tie, part),
-- list_question (salt, total, per_village, from_ppm, to_ppm), village_quota;
-- writes placed.
with of_decile as (
    select
        desil,
        sum(cast(desil_1_4_ppm as bigint)) // count(desil_1_4_ppm) as mean_ppm
    from candidate
    where desil_1_4_ppm is not null
    group by desil
),

keyed as (
    select
        candidate.*,
        coalesce(candidate.desil_1_4_ppm, of_decile.mean_ppm, 0) as key_ppm,
        coalesce(candidate.desil, 99) as key_desil,
        sha256(list_question.salt || candidate.family_number) as lot,
        coalesce(village_quota.quota, list_question.per_village) as village_quota,
        list_question.total,
        list_question.from_ppm,
        list_question.to_ppm
    from candidate
    cross join list_question
    left join of_decile using (desil)
    left join village_quota using (village_code)
),

ordered as (
    select
        *,
        row_number() over (
            order by key_ppm desc, key_desil, tie, lot, family_number, part, nik
        ) as place,
        row_number() over (
            partition by village_code
            order by key_ppm desc, key_desil, tie, lot, family_number, part, nik
        ) as village_place
    from keyed
),

within_village as (
    select
        *,
        coalesce(village_place <= village_quota, true) as is_within_village,
        sum(case when coalesce(village_place <= village_quota, true) then 1 else 0 end)
            over (order by place rows unbounded preceding) as passed
    from ordered
),

decided as (
    select
        *,
        is_within_village and coalesce(passed <= total, true) as is_listed
    from within_village
)

select
    *,
    coalesce(desil_1_4_ppm between from_ppm and to_ppm, false) as is_borderline,
    bool_or(is_listed) over alike and not bool_and(is_listed) over alike as is_by_lot
from decided
window
    alike as (
        partition by
            key_ppm, key_desil, tie, case when village_quota is not null then village_code end
    )
