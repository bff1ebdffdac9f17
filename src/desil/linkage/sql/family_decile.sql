-- One row is one family in one release, with its official deciles as delivered.
-- Reads release_family, release_person; writes family_decile.
with member_count as (
    select
        release_date,
        family_number,
        count(*) as counted_size
    from release_person
    group by release_date, family_number
)

select
    family.release_date,
    family.family_number,
    family.village_code,
    family.decile_national,
    family.decile_province,
    family.decile_city,
    case
        when family.decile_national is null then 'belum_diperingkat_dalam_rilis' else ''
    end as unranked_reason,
    family.stated_size,
    coalesce(member_count.counted_size, 0) as counted_size
from release_family as family
left join member_count using (release_date, family_number)
