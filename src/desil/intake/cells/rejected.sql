-- Rows that leave because of a cell: the first broken rule in the order of columns that is a
-- fault in a column whose layout says so, or that is about the row.
-- Reads broken_rule, known_rule (rule, kind), column_action (unit, column_name, action).
-- Writes rejected_row.
insert into rejected_row
select
    broken.unit,
    broken.file_number,
    broken.row_number,
    broken.column_name,
    broken.value,
    broken.rule
from broken_rule as broken
inner join known_rule using (rule)
left join column_action using (unit, column_name)
where
    known_rule.kind = 'row'
    or (known_rule.kind = 'fault' and column_action.action = 'quarantine')
qualify
    row_number() over (
        partition by broken.unit, broken.file_number, broken.row_number
        order by broken.place, broken.rule
    ) = 1;
