-- One row per member whose family is not there, and why.
-- Reads person_key, family_key, careful_family, rejected_row. Writes rejected_row.
insert into rejected_row
with rejected_family as (
    select careful.family_number
    from careful_family as careful
    inner join rejected_row as rejected
        on
            rejected.unit = 'family'
            and careful.file_number = rejected.file_number
            and careful.row_number = rejected.row_number
    where careful.family_number is not null
)

select
    'person',
    person.file_number,
    person.row_number,
    'family_number',
    person.family_number,
    case
        when person.family_number in (select family_number from rejected_family)
            then 'keluarga_dikarantina'
        else 'anggota_tanpa_keluarga'
    end
from person_key as person
anti join family_key using (family_number);

delete from person_key
where family_number not in (select family_number from family_key);
