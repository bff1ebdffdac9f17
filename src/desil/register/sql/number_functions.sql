-- one row is: nothing; the function that says whether anybody of the city has, or had, a NIK or KK
-- Somebody of another kelurahan who has the very number is meant, and not a neighbour whose number
-- is like it. It runs as the owner, since row security shows one kelurahan.
-- reads: publication, person, family, membership, family_decile, person_succession,
-- family_succession
-- writes: one function
create or replace function desil_is_anybodys(number text) returns boolean
language sql stable security definer
set search_path = public, pg_temp
as $$
    select exists (
        select from publication
        where
            publication.is_current
            and (
                exists (
                    select from person
                    where person.publication_id = publication.id and person.nik = number
                )
                or exists (
                    select from family
                    where family.publication_id = publication.id and family.family_number = number
                )
                or exists (
                    select from membership
                    where membership.publication_id = publication.id and membership.nik = number
                )
                or exists (
                    select from family_decile as earlier
                    where
                        earlier.publication_id = publication.id
                        and earlier.family_number = number
                )
                or exists (
                    select from person_succession as earlier
                    where earlier.publication_id = publication.id and earlier.earlier_nik = number
                )
                or exists (
                    select from family_succession as earlier
                    where
                        earlier.publication_id = publication.id
                        and earlier.earlier_number = number
                )
            )
    )
$$;
