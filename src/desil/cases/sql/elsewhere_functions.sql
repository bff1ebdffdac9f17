-- one row is: nothing; two functions that answer one question each beyond the reader's territory
-- reads: publication, family, family_succession, case_record
-- writes: two functions
-- desil_open_case_count: how many open cases there are about families by these numbers, wherever
-- they are worked on. Answers only where the reader may see the first of them.
create or replace function public.desil_open_case_count(numbers text[]) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
    select cast(count(*) as integer)
    from public.case_record
    where
        case_record.standing = 'open'
        and (
            case_record.family_number = numbers[1]
            or case_record.family_number in (
                select family_succession.earlier_number
                from public.publication
                inner join public.family_succession
                    on publication.id = family_succession.publication_id
                where
                    publication.is_current
                    and family_succession.family_number = numbers[1]
                    and family_succession.earlier_number = any(numbers)
            )
        )
        and exists (
            select 1
            from public.publication
            inner join public.family on publication.id = family.publication_id
            where
                publication.is_current
                and family.family_number = numbers[1]
                and (
                    public.desil_sees_city()
                    or family.village_code = any(public.desil_villages())
                )
        )
$$;

-- desil_case_place: the kelurahan in which the register now lists the family of a case, under its
-- present number; NULL where it lists it no longer. Answers only for cases of the territory.
create or replace function public.desil_case_place(asked_case bigint)
returns table (village_code text, family_number text)
language sql stable security definer set search_path = public, pg_temp as $$
    select
        family.village_code::text,
        family.family_number::text
    from public.case_record
    cross join public.publication
    left join public.family_succession
        on
            publication.id = family_succession.publication_id
            and case_record.family_number = family_succession.earlier_number
            and family_succession.kind <> 'split'
    inner join public.family
        on
            publication.id = family.publication_id
            and family.family_number
            in (case_record.family_number, family_succession.family_number)
    where
        publication.is_current
        and case_record.id = asked_case
        and (
            public.desil_sees_city()
            or case_record.village_code = any(public.desil_villages())
        )
    order by family.family_number = case_record.family_number desc
    limit 1
$$;
