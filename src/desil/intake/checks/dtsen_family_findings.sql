-- One row per thing that is odd about a family as a whole; the family stays.
-- Reads family_key, person_key. Writes finding.
insert into finding
with counted as (
    select
        family_number,
        count(*) as members,
        count_if(relationship = 1) as heads
    from person_key
    group by family_number
),

told as (
    select
        family.file_number,
        family.row_number,
        family.stated_size,
        coalesce(counted.members, 0) as members,
        coalesce(counted.heads, 0) as heads
    from family_key as family
    left join counted using (family_number)
    where
        counted.members is null
        or counted.heads <> 1
        or counted.members <> family.stated_size
)

select
    'family',
    file_number,
    row_number,
    '',
    null,
    'keluarga_tanpa_anggota'
from told
where members = 0
union all
select
    'family',
    file_number,
    row_number,
    '',
    null,
    'keluarga_tanpa_kepala'
from told
where members > 0 and heads = 0
union all
select
    'family',
    file_number,
    row_number,
    '',
    cast(heads as varchar),
    'keluarga_dua_kepala'
from told
where heads > 1
union all
select
    'family',
    file_number,
    row_number,
    'stated_size',
    stated_size || ' tertulis, ' || members || ' terhitung',
    'jumlah_anggota_beda'
from told
where members > 0 and stated_size <> members;
