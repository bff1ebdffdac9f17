-- one row is: nothing; the functions that find people by name and families by address
-- reads: person, family, family_decile, publication, release
-- writes: two functions
-- For a server without pg_trgm: what begins with the name as typed, or holds the address as typed.
-- They apply the reader's territory themselves, like those with trigrams.
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
    return query execute format(
        'with alike as materialized ('
        ' select person.nik, person.family_number, person.name, person.birth_date,'
        ' person.village_code, cast(1 as real) as likeness'
        ' from person where person.publication_id = %1$s and person.name like $1 || ''%%'''
        ' and ($3 or person.village_code = any($4))'
        ' order by likeness desc, person.name, person.nik limit $2)'
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
    return query execute format(
        'with alike as materialized ('
        ' select family.family_number, family.head_name, family.village_code, family.address,'
        ' cast(1 as real) as likeness'
        ' from family where family.publication_id = %1$s and family.address like ''%%'' || $1 || ''%%'''
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
