-- one row is: a family, or a person of it, that a finding about payments is about
-- reads: family, person; row security leaves those of the reader's territory
-- writes: nothing
-- binds: publication_id; family_number, nik, desil and amount, arrays of one length: what was
--   found; area_code, the start of a kelurahan's code (empty: all); is_whole_city, whether those
--   that the register does not know are shown; most, the number of rows
select
    family.district_name,
    family.village_name,
    family.address,
    found.family_number,
    found.nik,
    case when found.nik is null then family.head_name else person.name end as name,
    found.desil,
    found.amount
from
    unnest(
        cast(:family_number as text[]),
        cast(:nik as text[]),
        cast(:desil as int[]),
        cast(:amount as bigint[])
    ) as found (family_number, nik, desil, amount)
left join family
    on
        family.publication_id = :publication_id
        and found.family_number = family.family_number
left join person
    on
        person.publication_id = :publication_id
        and found.nik = person.nik
where
    (family.family_number is not null or cast(:is_whole_city as boolean))
    and coalesce(family.village_code, '') like cast(:area_code as text) || '%%'
order by family.village_code, found.family_number, found.nik
limit :most
