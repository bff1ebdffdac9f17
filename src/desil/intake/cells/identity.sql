-- NIK and KK: what dictionary/nik.py and dictionary/kk.py define in Python, for whole columns.

create or replace macro is_sixteen_digits(number) as regexp_full_match(number, '[0-9]{16}');

-- Day, month and year stand at 7 to 12; the day of a woman's NIK has 40 added.
create or replace macro is_day_of_month(day, month, year) as
    month between 1 and 12
    and day between 1 and 31
    and not (day = 31 and month in (4, 6, 9, 11))
    and not (month = 2 and (day > 29 or (day = 29 and year % 4 <> 0)));

create or replace macro number_part(number, place) as
    try_cast(substr(number, place, 2) as integer);

create or replace macro without_forty(day) as case when day > 40 then day - 40 else day end;

-- Fit for 16 digits only.
create or replace macro has_day_of_birth(nik) as
    is_day_of_month(
        without_forty(number_part(nik, 7)), number_part(nik, 9), number_part(nik, 11)
    );

create or replace macro has_day_of_issue(kk) as
    is_day_of_month(number_part(kk, 7), number_part(kk, 9), number_part(kk, 11));

create or replace macro is_possible_nik(nik) as
    case
        when is_sixteen_digits(nik) then has_day_of_birth(nik) and substr(nik, 13, 4) <> '0000'
        else false
    end;

create or replace macro is_possible_kk(kk) as
    case
        when is_sixteen_digits(kk) then has_day_of_issue(kk) and substr(kk, 13, 4) <> '0000'
        else false
    end;

-- What a spreadsheet made of a number, undone where no digit is lost: above 9007199254740992 a
-- floating-point number has lost its last digit. A spreadsheet keeps fifteen digits: of sixteen
-- the last became 0, so that a number that ends in 0 is somebody else's nine times of ten.
create or replace macro undamaged(digits) as
    case
        when try_cast(digits as ubigint) <= 9007199254740992 and not ends_with(digits, '0')
            then digits
    end;

-- Digits in groups, as cards and lists print them: 3275 0141 0115 8002, 32.75.01.410115.8002.
-- Groups of three after one digit are thousands: that was a number.
create or replace macro ungrouped(words) as
    case
        when regexp_full_match(words, '[0-9]{2,8}([-./][0-9]{2,8}){2,7}')
            then regexp_replace(words, '[-./]', '', 'g')
        when regexp_full_match(words, '[0-9]([.,][0-9]{3}){5}([.,]0+)?')
            then regexp_replace(substr(words, 1, 21), '[.,]', '', 'g') || '.0'
        else words
    end;

create or replace macro number_mended(words) as
    case
        when regexp_full_match(words, '[0-9]{16}') then words
        when regexp_full_match(words, '[0-9]{16}[.,]0+') then undamaged(substr(words, 1, 16))
        when regexp_full_match(words, '[0-9][.,][0-9]{15}[eE]\+?15')
            then undamaged(substr(words, 1, 1) || substr(words, 3, 15))
    end;

-- Careful reading works a number out in steps, each a column: the tidied cell, `bare` (without
-- groups), `number` (mended), and the NIK or KK where it can be one.
create or replace macro bare_number(cell) as ungrouped(replace(cell, ' ', ''));

create or replace macro nik_of(number) as case when is_possible_nik(number) then number end;

create or replace macro kk_of(number) as case when is_possible_kk(number) then number end;

create or replace macro number_fault(bare, number, has_day) as
    case
        when regexp_full_match(bare, '[0-9]([.,][0-9]+)?[eE]\+?[0-9]+') then 'notasi_ilmiah'
        when number is null and regexp_full_match(bare, '[0-9]{16}[.,]0+') then 'pecahan_rusak'
        when number is null then 'bukan_16_angka'
        when not has_day then 'tanggal_mustahil'
        else 'urut_nol'
    end;

create or replace macro nik_rule(raw, bare, number, nik) as
    case
        when raw is null or raw = nik then null
        when nik is not null then case when trim(raw) <> nik then 'nik_dipulihkan' end
        when is_missing_mark(bare) then null
        else 'nik_'
            || number_fault(
                bare, number, case when number is not null then has_day_of_birth(number) end
            )
    end;

create or replace macro kk_rule(raw, bare, number, kk) as
    case
        when raw is null or raw = kk then null
        when kk is not null then case when trim(raw) <> kk then 'kk_dipulihkan' end
        when is_missing_mark(bare) then null
        else 'kk_'
            || number_fault(
                bare, number, case when number is not null then has_day_of_issue(number) end
            )
    end;

create or replace macro is_known_district(number) as
    try_cast(substr(number, 1, 6) as national_district) is not null;

create or replace macro nik_area_rule(nik) as
    case when nik is not null and not is_known_district(nik) then 'nik_wilayah_tak_dikenal' end;

create or replace macro kk_area_rule(kk) as
    case when kk is not null and not is_known_district(kk) then 'kk_wilayah_tak_dikenal' end;

-- A possible NIK against a date and a sex (1 male, 2 female).
create or replace macro is_birth_date_of(nik, born) as
    try_cast(substr(nik, 7, 6) as integer) in (
        day(born) * 10000 + month(born) * 100 + year(born) % 100,
        400000 + day(born) * 10000 + month(born) * 100 + year(born) % 100
    );

create or replace macro nik_birth_date_rule(nik, born) as
    case
        when nik is not null and born is not null and not is_birth_date_of(nik, born)
            then 'nik_beda_tanggal_lahir'
    end;

create or replace macro nik_sex_rule(nik, sex) as
    case
        when
            nik is not null and sex is not null
            and (number_part(nik, 7) > 40) <> (sex = 2)
            then 'nik_beda_jenis_kelamin'
    end;
