-- one row is: one family of the newest release, by name and address
-- reads: family, family_decile, person; row security leaves those of the reader's territory
-- writes: nothing
-- binds: publication_id, release_date; area_code, the start of a kelurahan's code (empty: all);
--   lowest and highest decile (both NULL: the unranked); by_name; most, the number of rows
select
    family.district_name,
    family.village_name,
    family.address,
    family.family_number,
    (
        select person.nik
        from person
        where
            person.publication_id = family.publication_id
            and person.family_number = family.family_number
            and person.relationship = 1
        order by person.nik
        limit 1
    ) as head_nik,
    family.head_name,
    family.counted_size,
    official.decile_national
from family
inner join family_decile as official
    on
        family.publication_id = official.publication_id
        and family.family_number = official.family_number
        and official.release_date = :release_date
where
    family.publication_id = :publication_id
    and family.village_code like cast(:area_code as text) || '%%'
    and case
        when cast(:lowest as int) is null then official.decile_national is null
        else official.decile_national between :lowest and :highest
    end
order by
    case when :by_name then family.head_name end,
    family.village_code,
    family.address,
    family.family_number
limit :most
