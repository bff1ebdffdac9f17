-- one row is: nothing; the function by which a resident is found with the number of the family card
-- reads: publication, person, family
-- writes: a function
-- A NIK holds its birth date: the two are one fact, the number of the card is another. Nothing is
-- told of a person whose NIK alone is known. Runs as the owner, and gives back where they belong.
create or replace function desil_resident_of_card(asked_nik text, asked_family_number text)
returns table (family_number text, village_code text)
language sql stable security definer
set search_path = public, pg_temp
as $$
    select person.family_number::text, coalesce(family.village_code, '')::text
    from publication
    inner join person on person.publication_id = publication.id and person.nik = asked_nik
    inner join family
        on family.publication_id = publication.id
        and family.family_number = person.family_number
    where publication.is_current and family.family_number = asked_family_number
$$;
