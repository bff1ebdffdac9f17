-- One row per family row beyond the first of its family card.
-- Reads family_key, kept_family. Writes rejected_row.
insert into rejected_row
with doubled as (
    select family_number
    from family_key
    group by family_number
    having count(*) > 1
),

contents as (
    select
        file_number,
        row_number,
        family_number,
        hash(*columns(* exclude (file_number, row_number))) as content
    from kept_family
    where family_number in (select family_number from doubled)
)

select
    'family',
    file_number,
    row_number,
    'family_number',
    family_number,
    case when content = first_value(content) over same then 'baris_ganda' else 'kk_ganda' end
from contents
window same as (partition by family_number order by file_number, row_number)
qualify row_number() over same > 1;

delete from family_key
where (file_number, row_number) in (
    select
        file_number,
        row_number
    from rejected_row
    where unit = 'family'
);
