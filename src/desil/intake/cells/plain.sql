-- Cheap proofs that a cell is clean: no rule of the other files can be broken by it.
-- A row whose cells are all plain is typed as it stands; every other row is read with full care.

-- A number of sixteen digits beside its text; a first digit of zero is left to the careful reading.
create or replace macro digits_as_number(raw) as try_cast(raw as ubigint);

create or replace macro is_plain_number(raw, number) as
    number between 1000000000000000 and 9999999999999999
    and number % 10000 > 0
    and cast(number as varchar) = raw
    and is_known_district(raw);

create or replace macro six_date_digits(number) as (number // 10000) % 1000000;

create or replace macro digits_of_date(born) as
    day(born) * 10000 + month(born) * 100 + year(born) % 100;

-- A NIK that says the same as the birth date and the sex beside it.
create or replace macro is_plain_nik_of(raw, number, born, sex) as
    coalesce(
        six_date_digits(number)
        = digits_of_date(born) + case sex when 1 then 0 when 2 then 400000 end
        and is_plain_number(raw, number),
        false
    );

create or replace macro is_plain_nik(raw, number) as
    raw is null
    or coalesce(
        is_day_of_month(
            without_forty(six_date_digits(number) // 10000),
            (six_date_digits(number) // 100) % 100,
            six_date_digits(number) % 100
        )
        and is_plain_number(raw, number),
        false
    );

create or replace macro is_plain_kk(raw, number) as
    raw is null
    or coalesce(
        is_day_of_month(
            six_date_digits(number) // 10000,
            (six_date_digits(number) // 100) % 100,
            six_date_digits(number) % 100
        )
        and is_plain_number(raw, number),
        false
    );

create or replace macro is_plain_area(raw, digits) as
    raw is null
    or (
        strlen(raw) = digits
        and coalesce(cast(try_cast(raw as ubigint) as varchar) = raw, false)
    );

create or replace macro is_plain_village(raw, village) as
    raw is null
    or coalesce(
        replace(lower(village), ' ', '') = getvariable('bps_village')[raw], false
    );

create or replace macro is_plain_lone_village(raw) as
    raw is null or getvariable('bps_village')[raw] is not null;

-- A text without letters that are not seen, wide letters, a formula's wrapping or an error. Accents
-- and other scripts are plain.
create or replace macro is_plain_text(raw) as
    raw is null
    or not regexp_matches(
        raw,
        '[\x00-\x1f\x7f-\x{00a0}\x{00ad}\x{061c}\x{2000}-\x{200F}\x{2028}-\x{202F}\x{205F}-\x{206F}'
        || '\x{3000}\x{FEFF}\x{FF00}-\x{FF5F}\x{FFF9}-\x{FFFB}]'
        || '|^\s*="|^\s*#($|[^0-9])|(?i:^\s*err:[0-9])'
    );

create or replace macro is_read(raw, value) as (raw is null) = (value is null);

create or replace macro is_plain_iso_date(raw, value) as
    raw is null
    or coalesce(
        value between getvariable('earliest_day') and getvariable('latest_day'), false
    );
