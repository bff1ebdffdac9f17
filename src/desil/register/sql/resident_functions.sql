-- one row is: nothing; the function by which a resident is found before anybody's territory is set
-- reads: publication, person, family
-- writes: a function
-- Whoever asks must know the birth date as well; nothing is told of a person whose NIK alone is
-- known. Runs as the owner, and gives back no more than where the person belongs.
create or replace function desil_resident(asked_nik text, asked_birth_date date)
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
    where publication.is_current and person.birth_date = asked_birth_date
$$;
