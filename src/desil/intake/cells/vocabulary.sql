-- What the macros look things up in.
-- Reads spelled_answer (code_list, spelling, code), city_village (bps, kemendagri, village,
-- district: letters only), known_district (digits).
create type national_district as enum ( -- noqa: CV07
    select digits
    from known_district
    order by digits
);

set variable bps_village = (select map(list(bps), list(village)) from city_village);

set variable bps_district = (select map(list(bps), list(district)) from city_village);

set variable kemendagri_village = (select map(list(kemendagri), list(village)) from city_village);

set variable kemendagri_district = (
    select map(list(kemendagri), list(district)) from city_village
);
