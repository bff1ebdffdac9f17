-- One row per thing told of a row that was accepted.
-- Reads finding, row_line, delivered_file, known_rule, column_header.
select
    finding.unit,
    delivered_file.name as file,
    row_line.line,
    coalesce(column_header.header, finding.column_name) as "column",
    finding.value,
    finding.rule,
    known_rule.says,
    known_rule.what_to_do
from finding
inner join row_line using (file_number, row_number)
inner join delivered_file using (file_number)
inner join known_rule using (rule)
left join column_header using (unit, column_name)
order by
    finding.unit,
    finding.file_number,
    row_line.line,
    finding.column_name,
    finding.rule,
    finding.value
