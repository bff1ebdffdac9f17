-- One row is the answer of the list before about a family, under the number that it has in the run
-- of the new list; of families that are one by now, that of the number that stayed.
-- Reads answer_told, family_next; writes answer_before.
select
    answer_told.* replace (
        coalesce(family_next.family_number, answer_told.family_number) as family_number
    )
from answer_told
left join family_next on answer_told.family_number = family_next.earlier_number
qualify
    row_number() over (
        partition by coalesce(family_next.family_number, answer_told.family_number)
        order by
            family_next.family_number is null desc,
            answer_told.verdict asc,
            answer_told.family_number asc
    ) = 1
