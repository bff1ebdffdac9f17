-- One row is one family or person that came onto a list or left it since the list before, and why.
-- Reads row_before and answer_before (under the numbers of the new list), row_now, answer_now,
-- word_now (verdict, outcome, criterion, is_changed), person_evidence, person; writes difference.
with listed_before as (
    select * from row_before
    where state = 'terdaftar'
),

listed_now as (
    select * from row_now
    where state = 'terdaftar'
),

gone_member as (
    select
        person.family_number,
        bool_or(person_evidence.is_dead = 1) as has_dead,
        bool_or(person_evidence.is_moved = 1) as has_moved
    from person_evidence
    inner join person using (nik)
    group by person.family_number
),

leaving as (
    select
        listed_before.family_number,
        listed_before.nik,
        listed_before.village_code,
        'leaving' as change,
        case
            when evidence.is_dead = 1 then 'died'
            when evidence.is_moved = 1 then 'moved'
            when answer_now.family_number is null then 'gone'
            when row_now.family_number is not null then 'exceeded'
            when word_now.is_changed then 'rule_changed'
            when word_now.outcome = 'belum_dapat_dinilai' then 'not_judged'
            when word_now.outcome = 'dikecualikan' then 'excluded'
            when word_now.criterion = 'desil' then 'graduated'
            when gone_member.has_dead then 'died'
            when gone_member.has_moved then 'moved'
            else 'no_longer_met'
        end as reason,
        answer_now.verdict
    from listed_before
    anti join listed_now
        on
            listed_before.family_number = listed_now.family_number
            and listed_before.nik is not distinct from listed_now.nik
    left join answer_now using (family_number)
    left join row_now
        on
            listed_before.family_number = row_now.family_number
            and listed_before.nik is not distinct from row_now.nik
    left join word_now using (verdict)
    left join person_evidence as evidence on listed_before.nik = evidence.nik
    left join gone_member on listed_before.family_number = gone_member.family_number
),

entering as (
    select
        listed_now.family_number,
        listed_now.nik,
        listed_now.village_code,
        'new' as change,
        case
            when answer_before.family_number is null then 'new_in_register'
            when row_before.family_number is not null then 'waited'
            when answer_before.verdict = 0 then 'new_member'
            else 'now_meets'
        end as reason,
        0 as verdict
    from listed_now
    anti join listed_before
        on
            listed_now.family_number = listed_before.family_number
            and listed_now.nik is not distinct from listed_before.nik
    left join answer_before using (family_number)
    left join row_before
        on
            listed_now.family_number = row_before.family_number
            and listed_now.nik is not distinct from row_before.nik
)

from leaving
union all
from entering
order by change, reason, family_number, nik
