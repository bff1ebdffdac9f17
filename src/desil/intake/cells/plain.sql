-- Cheap proofs that a cell is clean: no rule of the other files can be broken by it.
-- A row whose cells are all plain is typed as it stands; every other row is read with full care.

-- Sixteen digits as a number; a first digit of zero is left to the careful reading.
create or replace macro is_plain_number(raw) as
    try_cast(raw as ubigint) between 1000000000000000 and 9999999999999999
    and cast(try_cast(raw as ubigint) as varchar) = raw
    and try_cast(raw as ubigint) % 10000 > 0
    and is_known_district(raw);

create or replace macro six_date_digits(raw) as (try_cast(raw as ubigint) // 10000) % 1000000;

create or replace macro digits_of_date(born) as
    day(born) * 10000 + month(born) * 100 + year(born) % 100;

-- A NIK that says the same as the birth date and the sex beside it.
create or replace macro is_plain_nik_of(raw, born, sex) as
    coalesce(
        is_plain_number(raw)
        and six_date_digits(raw)
        = digits_of_date(born) + case sex when 1 then 0 when 2 then 400000 end,
        false
    );

create or replace macro is_plain_day(day, month) as
    day between 1 and 28 and month between 1 and 12;

create or replace macro is_plain_nik(raw) as
    raw is null
    or coalesce(
        is_plain_number(raw)
        and is_plain_day(
            without_forty(six_date_digits(raw) // 10000), (six_date_digits(raw) // 100) % 100
        ),
        false
    );

create or replace macro is_plain_kk(raw) as
    raw is null
    or coalesce(
        is_plain_number(raw)
        and (
            is_plain_day(six_date_digits(raw) // 10000, (six_date_digits(raw) // 100) % 100)
            or has_day_of_issue(raw)
        ),
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

create or replace macro is_read(raw, value) as (raw is null) = (value is null);
