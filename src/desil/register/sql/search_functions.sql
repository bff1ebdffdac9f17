-- one row is: nothing; the function that finds people by name, birth and address
-- Each name bears somebody, so that of the whole city no more names need be looked at than people
-- are wanted. Each of the words `named` is looked for by its regular expression (manner `spelled`),
-- by that or likeness (`words`), or all of them as one by likeness (`whole`); an address or a birth
-- makes the answer narrower.
-- reads: person_name, person, family, family_decile, publication, release
-- writes: one function
-- Under row security PostgreSQL would not use the trigram indexes (their operators may leak what
-- they compare), so this function runs as the owner and applies the reader's territory itself.
-- Joins follow the indexes in the order written: how many people bear a name, a plan guesses badly.
drop function if exists desil_find_people(text, integer);
drop function if exists desil_find_addresses(text, integer);

create or replace function desil_search(
    named text[], spelled text[], manner text, whole text, placed text[], road text[],
    born_first date[], born_last date[], has_street boolean, want integer
)
returns table (
    nik text, family_number text, name text, birth_date date, village_code text, address text,
    decile smallint, likeness real, head_name text
)
language plpgsql stable security definer
set search_path = public, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set join_collapse_limit = 1
as $$
declare
    current_id integer := (select id from publication
        where is_current);
    newest date := (select max(release_date) from release where publication_id = current_id);
    sees_city boolean := desil_sees_city();
    villages text [] := desil_villages();
    has_birth boolean := cardinality(born_first) > 0;
    has_place boolean := cardinality(placed) > 0;
    is_alike boolean := manner <> 'spelled';
    has_name boolean := cardinality(named) > 0;
    name_fits text := coalesce((
        select string_agg(format(case manner
            when 'spelled' then ' and #.name ~ $11[%1$s]'
            when 'words' then ' and (#.name %%> $1[%1$s] or #.name ~ $11[%1$s])'
            else ' and #.name %% $1[%1$s]' end, place), '')
        from generate_subscripts(named, 1) as place), '');
    -- Of RT and RW the index knows nothing that tells addresses apart: it is kept from it.
    address_fits text := coalesce((
        select string_agg(format(case
            when is_alike and not has_name then ' and family.address %%> $3[%s]'
            when placed[place] ~ 'R[TW]' then ' and (family.address || '''') ~ $3[%s]'
            else ' and family.address ~ $3[%s]' end, place), '')
        from generate_subscripts(placed, 1) as place), '');
    road_fits text := coalesce((
        select string_agg(format(' + (family.address ~ $4[%s])::integer * 0.2', place), '')
        from generate_subscripts(road, 1) as place), '');
    birth_fits text := case when has_birth then ' and exists (select from unnest($5, $6)'
        ' as period (first, last) where person.birth_date between period.first and period.last)'
        else '' end;
    in_person text := case when sees_city then '' else ' and person.village_code = any($7)' end;
    in_family text := case when sees_city then '' else ' and family.village_code = any($7)' end;
    found text;
begin
    -- A word of six letters with one wrong in its middle is 0.43 alike.
    perform set_config('pg_trgm.similarity_threshold', '0.5', true);
    perform set_config('pg_trgm.word_similarity_threshold', case
        when not has_name then '0.7' else '0.42' end, true);
    if has_name and not (has_place and (has_street or not sees_city)) then
        found := 'with spelled as materialized (select person_name.name,'
            ' similarity(person_name.name, $2) as likeness from person_name'
            ' where person_name.publication_id = $8' || replace(name_fits, '#', 'person_name')
            || ' order by likeness desc, person_name.name'
            || case when sees_city and not has_birth and not has_place then ' limit $9' else '' end
            || ') select person.nik, person.family_number, person.name, person.birth_date,'
            ' spelled.likeness from spelled inner join person on person.publication_id = $8'
            ' and person.name = spelled.name' || in_person || birth_fits
            || case when has_place then ' inner join family on family.publication_id = $8'
                ' and family.family_number = person.family_number' || address_fits else '' end
            || ' order by spelled.likeness desc, person.name, person.nik limit $9';
    elsif has_name or has_birth then
        found := 'with placed as materialized (select family.family_number, 0' || road_fits
            || ' as likeness from family where family.publication_id = $8' || in_family
            || address_fits
            || ') select person.nik, person.family_number, person.name, person.birth_date,'
            ' (similarity(person.name, $2) + placed.likeness)::real as likeness'
            ' from placed inner join person on person.publication_id = $8'
            ' and person.family_number = placed.family_number' || replace(name_fits, '#', 'person')
            || birth_fits || ' order by likeness desc, person.name, person.nik limit $9';
    else
        found := 'select null::text as nik, family.family_number, family.head_name as name,'
            ' null::date as birth_date, (0' || road_fits || case
                when is_alike then ' + word_similarity($3[1], family.address)' else '' end
            || ')::real as likeness from family where family.publication_id = $8' || in_family
            || address_fits || ' order by likeness desc, family.address, family.family_number'
            ' limit $9';
    end if;
    return query execute 'select found.nik::text, found.family_number::text, found.name::text,'
        ' found.birth_date, family.village_code::text, family.address::text,'
        ' family_decile.decile_national, found.likeness, family.head_name::text'
        ' from (' || found || ') as found left join family on family.publication_id = $8'
        ' and family.family_number = found.family_number'
        ' left join family_decile on family_decile.publication_id = $8'
        ' and family_decile.family_number = found.family_number'
        ' and family_decile.release_date = $10'
        ' order by found.likeness desc, found.name, found.nik'
        using named, whole, placed, road, born_first, born_last, villages, current_id, want, newest,
        spelled;
end
$$;
