-- What is told of cells in rows that stay: cleared values, mended numbers, settled dates.
-- Reads broken_rule, rejected_row. Writes finding.
insert into finding
select
    unit,
    file_number,
    row_number,
    column_name,
    value,
    rule
from broken_rule
anti join rejected_row using (unit, file_number, row_number);
