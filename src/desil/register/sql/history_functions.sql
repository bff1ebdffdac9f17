-- one row is: nothing; a function that counts the releases that list a family, wherever it lived
-- desil_release_count: in how many releases the register lists families by these numbers. It looks
-- beyond the reader's territory, and answers only where the first number is a family that the
-- reader may see: a page can then say that earlier releases are recorded in another kelurahan.
-- reads: publication, family, family_decile
-- writes: a function
create or replace function public.desil_release_count(numbers text[]) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
    select cast(count(distinct family_decile.release_date) as integer)
    from public.publication
    inner join public.family_decile on publication.id = family_decile.publication_id
    where
        publication.is_current
        and (
            family_decile.family_number = numbers[1]
            or family_decile.family_number in (
                select family_succession.earlier_number
                from public.family_succession
                where
                    family_succession.publication_id = publication.id
                    and family_succession.family_number = numbers[1]
                    and family_succession.earlier_number = any(numbers)
            )
        )
        and exists (
            select 1
            from public.family
            where
                family.publication_id = publication.id
                and family.family_number = numbers[1]
                and (
                    public.desil_sees_city()
                    or family.village_code = any(public.desil_villages())
                )
        )
$$;
