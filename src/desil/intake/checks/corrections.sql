-- One row per correction that no signed case could have made, with the first rule that it breaks: a
-- case number of another form or of a year after the decision, a subject that is no family and no
-- person, a column that may not be corrected, a value that the column cannot hold.
-- Reads kept_change, correctable. Writes rejected_row.
insert into rejected_row
with told as (
    select
        file_number,
        row_number,
        case_number,
        subject,
        field,
        new_value,
        decided_at,
        split_part(subject, ':', 1) as about
    from kept_change
),

judged as (
    select
        told.*,
        case
            when
                not regexp_full_match(told.case_number, '[0-9]{4}-[0-9]{6,}')
                or cast(left(told.case_number, 4) as integer) > year(told.decided_at)
                then 'koreksi_nomor_kasus_asing'
            when not regexp_full_match(told.subject, '(family|person):[0-9]{16}')
                then 'koreksi_subjek_salah'
            when correctable.field is null then 'koreksi_kolom_terlarang'
            when told.new_value is null then 'koreksi_nilai_salah'
            when correctable.codes is not null
                then if(
                    list_contains(correctable.codes, told.new_value), null, 'koreksi_nilai_salah'
                )
            when correctable.kind = 'integer'
                then if(
                    regexp_full_match(told.new_value, '[0-9]{1,10}')
                    and try_cast(told.new_value as bigint)
                    between correctable.least and correctable.most,
                    null, 'koreksi_nilai_salah'
                )
            when correctable.kind = 'date'
                then if(
                    regexp_full_match(told.new_value, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
                    and try_cast(told.new_value as date) is not null,
                    null, 'koreksi_nilai_salah'
                )
            when correctable.kind in ('nik', 'kk')
                then if(
                    regexp_full_match(told.new_value, '[0-9]{16}'), null, 'koreksi_nilai_salah'
                )
            when length(told.new_value) > 200 then 'koreksi_nilai_salah'
        end as rule
    from told
    left join correctable
        on told.about = correctable.about and told.field = correctable.field
)

select
    'change',
    file_number,
    row_number,
    case rule
        when 'koreksi_nomor_kasus_asing' then 'case_number'
        when 'koreksi_subjek_salah' then 'subject'
        when 'koreksi_kolom_terlarang' then 'field'
        else 'new_value'
    end,
    case rule
        when 'koreksi_nomor_kasus_asing' then case_number
        when 'koreksi_subjek_salah' then subject
        when 'koreksi_kolom_terlarang' then field
        else new_value
    end,
    rule
from judged
where rule is not null;
