-- One row per row of a person beyond the one that is kept: the newest family card, then the
-- smaller number, then the first in the files.
-- Reads person_key, kept_person. Writes rejected_row.
insert into rejected_row
with doubled as (
    select nik
    from person_key
    group by nik
    having count(*) > 1
),

contents as (
    select
        file_number,
        row_number,
        nik,
        family_number,
        hash(*columns(* exclude (file_number, row_number))) as content
    from kept_person
    where nik in (select nik from doubled)
),

ranked as (
    select
        contents.*,
        row_number() over same as place,
        first_value(contents.family_number) over same as kept_family_number,
        first_value(contents.content) over same as kept_content
    from contents
    semi join person_key
        on
            contents.file_number = person_key.file_number
            and contents.row_number = person_key.row_number
    window same as (
        partition by contents.nik
        order by
            issued(contents.family_number) desc,
            contents.family_number,
            contents.file_number,
            contents.row_number
    )
)

select
    'person',
    file_number,
    row_number,
    'nik',
    nik,
    case
        when family_number <> kept_family_number then 'nik_di_dua_kk'
        when content = kept_content then 'baris_ganda'
        else 'nik_ganda_satu_kk'
    end
from ranked
where place > 1;

delete from person_key
where (file_number, row_number) in (
    select
        file_number,
        row_number
    from rejected_row
    where unit = 'person'
);
