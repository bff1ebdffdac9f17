-- One row is one person who is counted in an eligible family, for a list of persons. Of a family
-- with more members than the rules count, those with the highest amounts are taken.
-- Reads answered, family_word, member_part (nik, family_number, part), part_value (part, component,
-- rupiah), list_question; writes candidate.
with counted as (
    select
        member_part.*,
        row_number() over (
            partition by member_part.family_number
            order by member_part.part, sha256(list_question.salt || member_part.nik)
        ) as number_in_family
    from member_part
    cross join list_question
    where member_part.part > 0
)

select
    answered.family_number,
    counted.nik,
    answered.village_code,
    family_word.desil,
    family_word.desil_1_4_ppm,
    answered.tie,
    counted.part,
    part_value.component || ':1' as components,
    1 as counted,
    part_value.rupiah
from answered
inner join counted using (family_number)
inner join family_word using (family_number)
inner join part_value using (part)
cross join list_question
where
    answered.verdict = 0
    and counted.number_in_family <= coalesce(list_question.most_members, 99)
