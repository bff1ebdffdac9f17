-- One row per row of a file that was not accepted: where it stood, why, and what to do.
-- Reads rejected_row, broken_line, broken_rule, row_line, raw_row, delivered_file, known_rule,
-- column_header.
with further as (
    select
        unit,
        file_number,
        row_number,
        string_agg(column_name || ' ' || rule, '; ' order by place, rule) as all_rules
    from broken_rule
    group by unit, file_number, row_number
),

left_out as (
    select
        rejected.unit,
        rejected.file_number,
        row_line.line,
        coalesce(column_header.header, rejected.column_name) as header,
        rejected.value,
        rejected.rule,
        raw_row.raw,
        coalesce(further.all_rules, '') as all_rules
    from rejected_row as rejected
    inner join row_line using (file_number, row_number)
    inner join raw_row using (file_number, row_number)
    left join column_header using (unit, column_name)
    left join further using (unit, file_number, row_number)
    union all
    select
        unit,
        file_number,
        line,
        '',
        null,
        rule,
        raw,
        ''
    from broken_line
)

select
    left_out.unit,
    delivered_file.name as file,
    left_out.line,
    left_out.header as "column",
    left_out.value,
    left_out.rule,
    known_rule.says,
    known_rule.what_to_do,
    left_out.all_rules,
    left_out.raw
from left_out
inner join delivered_file using (file_number)
inner join known_rule using (rule)
order by left_out.unit, left_out.file_number, left_out.line
