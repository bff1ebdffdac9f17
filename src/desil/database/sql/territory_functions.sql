-- one row is: nothing; the functions by which row security asks for the reader's territory
-- reads: the session's setting desil.villages: `*`, kelurahan codes with commas, or nothing
-- writes: two functions
-- A policy calls them in a subquery, `(select desil_villages())`, so that they run once a query.
create or replace function desil_villages() returns text[]
language sql stable parallel safe as $$
    select string_to_array(nullif(current_setting('desil.villages', true), ''), ',')
$$;

create or replace function desil_sees_city() returns boolean
language sql stable parallel safe as $$
    select coalesce(current_setting('desil.villages', true) = '*', false)
$$;
