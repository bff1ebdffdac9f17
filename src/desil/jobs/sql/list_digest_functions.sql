-- one row is: nothing; two functions that give the digests of a list whoever reads, row security
--     or not, so that a part of a territory can be held against what was signed
-- reads: work_programme_list, work_listed_row, work_listed_count
-- writes: two functions
create or replace function public.desil_list_digests(asked text)
returns table (part text, digest text)
language sql stable security definer set search_path = public, pg_temp as $$
    select
        'head'::text,
        encode(sha256(convert_to(jsonb_build_array(
            list_id, programme, name_id, name_en, unit, period, on_date, run_id, rules_version,
            reference, quota, result_hash, words, listed, waiting
        )::text, 'UTF8')), 'hex')
    from work_programme_list
    where list_id = asked
    union all
    select
        'counts'::text,
        encode(sha256(convert_to(coalesce(string_agg(jsonb_build_array(
            village_code, state, verdict, families, persons, thousand_rupiah
        )::text, E'\n' order by village_code, state, verdict), ''), 'UTF8')), 'hex')
    from work_listed_count
    where list_id = asked
    union all
    select
        'rows ' || coalesce(village_code, ''),
        encode(sha256(convert_to(string_agg(jsonb_build_array(
            place, village_place, state, family_number, nik, village_code, desil, desil_1_4_ppm,
            components, counted, rupiah, is_borderline, is_by_lot
        )::text, E'\n' order by place), 'UTF8')), 'hex')
    from work_listed_row
    where list_id = asked
    group by village_code
$$;

create or replace function public.desil_list_village_digest(asked text, asked_village text)
returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select encode(sha256(convert_to(string_agg(jsonb_build_array(
        place, village_place, state, family_number, nik, village_code, desil, desil_1_4_ppm,
        components, counted, rupiah, is_borderline, is_by_lot
    )::text, E'\n' order by place), 'UTF8')), 'hex')
    from work_listed_row
    where
        list_id = asked
        and (village_code = asked_village or (village_code is null and asked_village = ''))
$$;
