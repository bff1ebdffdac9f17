-- one row is: nothing; the functions that find people by name and families by address
-- Each name bears somebody, so that of the whole city no more names need be looked at than people
-- are wanted.
-- reads: person_name, person, family, family_decile, publication, release
-- writes: two functions
-- Under row security PostgreSQL would not use the trigram indexes (their operators may leak what
-- they compare), so these functions run as the owner and apply the reader's territory themselves.
create or replace function desil_find_people(question text, want integer)
returns table (
    nik text, family_number text, name text, birth_date date, village_code text, address text,
    decile smallint, likeness real
)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
    current_id integer := (select id from publication
        where is_current);
    newest date := (select max(release_date) from release where publication_id = current_id);
    sees_city boolean := desil_sees_city();
    villages text [] := desil_villages();
begin
    perform set_config('pg_trgm.similarity_threshold', '0.5', true);
    return query execute format(
        'with spelled as materialized ('
        ' select person_name.name, similarity(person_name.name, $1) as likeness'
        ' from person_name where person_name.publication_id = %1$s and person_name.name %% $1'
        ' order by likeness desc, person_name.name limit case when $3 then $2 end),'
        ' alike as materialized ('
        ' select person.nik, person.family_number, person.name, person.birth_date,'
        ' person.village_code, spelled.likeness'
        ' from spelled inner join person on person.publication_id = %1$s'
        ' and person.name = spelled.name and ($3 or person.village_code = any($4))'
        ' order by spelled.likeness desc, person.name, person.nik limit $2)'
        ' select alike.nik::text, alike.family_number::text, alike.name::text, alike.birth_date,'
        ' alike.village_code::text, family.address::text, family_decile.decile_national,'
        ' alike.likeness'
        ' from alike left join family on family.publication_id = %1$s'
        ' and family.family_number = alike.family_number'
        ' left join family_decile on family_decile.publication_id = %1$s'
        ' and family_decile.family_number = alike.family_number'
        ' and family_decile.release_date = $5'
        ' order by alike.likeness desc, alike.name, alike.nik', current_id
    ) using question, want, sees_city, villages, newest;
end
$$;

create or replace function desil_find_addresses(question text, want integer)
returns table (
    family_number text, name text, village_code text, address text, decile smallint,
    likeness real
)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
    current_id integer := (select id from publication
        where is_current);
    newest date := (select max(release_date) from release where publication_id = current_id);
    sees_city boolean := desil_sees_city();
    villages text [] := desil_villages();
begin
    perform set_config('pg_trgm.word_similarity_threshold', '0.7', true);
    return query execute format(
        'with alike as materialized ('
        ' select family.family_number, family.head_name, family.village_code, family.address,'
        ' word_similarity($1, family.address) as likeness'
        ' from family where family.publication_id = %1$s and $1 <%% family.address'
        ' and ($3 or family.village_code = any($4))'
        ' order by likeness desc, family.address, family.family_number limit $2)'
        ' select alike.family_number::text, alike.head_name::text, alike.village_code::text,'
        ' alike.address::text, family_decile.decile_national, alike.likeness'
        ' from alike left join family_decile on family_decile.publication_id = %1$s'
        ' and family_decile.family_number = alike.family_number'
        ' and family_decile.release_date = $5'
        ' order by alike.likeness desc, alike.address, alike.family_number', current_id
    ) using question, want, sees_city, villages, newest;
end
$$;
