-- Dates in every spelling that arrives. A date whose day and month could change places is settled
-- by the NIK of its row where it has one, else by `order_in_column` ('day' or 'month' first).

create or replace macro date_of_parts(year, month, day) as
    try_cast(year || '-' || lpad(month, 2, '0') || '-' || lpad(day, 2, '0') as date);

-- Nothing in a delivery happened after its own day, nor longer ago than a person lives.
-- Variables: latest_day, earliest_day (see vocabulary.py).
create or replace macro within_memory(found) as
    case
        when found between getvariable('earliest_day') and getvariable('latest_day') then found
    end;

create or replace macro iso_date(raw) as within_memory(try_cast(raw as date));

create or replace macro month_number(words) as
    map(
        [
            'jan', 'feb', 'peb', 'mar', 'apr', 'mei', 'may', 'jun', 'jul', 'agu', 'agt', 'ags',
            'aug', 'sep', 'okt', 'oct', 'nov', 'nop', 'des', 'dec'
        ],
        [
            '1', '2', '2', '3', '4', '5', '5', '6', '7', '8', '8', '8',
            '8', '9', '10', '10', '11', '11', '12', '12'
        ]
    )[substr(lower(words), 1, 3)];

create or replace macro date_part_of(words, pattern, place) as
    regexp_extract(words, pattern, place);

create or replace macro year_first_date(words) as
    date_of_parts(
        date_part_of(words, '^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})', 1),
        date_part_of(words, '^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})', 2),
        date_part_of(words, '^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})', 3)
    );

create or replace macro named_month_date(words) as
    date_of_parts(
        date_part_of(words, '^([0-9]{1,2})[-/. ]+([A-Za-z]{3,9})[-/., ]+([0-9]{4})$', 3),
        month_number(date_part_of(words, '^([0-9]{1,2})[-/. ]+([A-Za-z]{3,9})', 2)),
        date_part_of(words, '^([0-9]{1,2})[-/. ]+([A-Za-z]{3,9})', 1)
    );

create or replace macro eight_digit_date(words) as
    coalesce(
        within_memory(date_of_parts(substr(words, 1, 4), substr(words, 5, 2), substr(words, 7, 2))),
        date_of_parts(substr(words, 5, 4), substr(words, 3, 2), substr(words, 1, 2))
    );

-- A spreadsheet counts days from 30 December 1899. Of people such a day has five digits (10000 is
-- 1927-05-18): four are a year alone, and a year is no date.
create or replace macro serial_date(words) as
    date '1899-12-30' + try_cast(regexp_replace(words, '[.,].*$', '') as integer);

-- Dates whose parts cannot change places.
create or replace macro unambiguous_date(words) as
    within_memory(
        case
            when regexp_matches(words, '^[0-9]{4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,2}([ T].*)?$')
                then year_first_date(words)
            when regexp_matches(words, '^[0-9]{1,2}[-/. ]+[A-Za-z]{3,9}[-/., ]+[0-9]{4}$')
                then named_month_date(words)
            when regexp_full_match(words, '[0-9]{8}(\.0)?') then eight_digit_date(words)
            when regexp_full_match(words, '[1-9][0-9]{4}([.,][0-9]+)?') then serial_date(words)
        end
    );

create or replace macro is_two_way(words) as
    regexp_matches(words, '^[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}([ T].*)?$');

-- The date of a two-way text with `/` between its parts and without a time of day; NULL for others
-- that are longer than a date (shorter ones are left to the reading of their parts).
create or replace macro two_way_text(words) as
    case
        when strlen(words) between 8 and 10 then translate(words, '-. ', '///')
        when is_two_way(words)
            then translate(
                regexp_extract(words, '^[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{4}'), '-. ', '///'
            )
    end;

create or replace macro day_first_date(words) as
    within_memory(cast(try_strptime(two_way_text(words), '%d/%m/%Y') as date));

create or replace macro month_first_date(words) as
    within_memory(cast(try_strptime(two_way_text(words), '%m/%d/%Y') as date));

create or replace macro proves(nik, found) as
    case when nik is null or found is null then false else is_birth_date_of(nik, found) end;

create or replace macro settled_date(day_first, month_first, nik, order_in_column) as
    case
        when day_first is null then month_first
        when month_first is null then day_first
        when proves(nik, day_first) then day_first
        when proves(nik, month_first) then month_first
        when order_in_column = 'month' then month_first
        else day_first
    end;

-- `day_first`, `month_first` and `nik` are worked out once a row, before.
create or replace macro date_of(raw, day_first, month_first, nik, order_in_column) as
    coalesce(
        iso_date(raw),
        settled_date(day_first, month_first, nik, order_in_column),
        unambiguous_date(trim(raw))
    );

-- A birth date whose year has two digits or the wrong century, put right where the NIK says the
-- same day, month and last two digits: the newest century that is not after the delivery, but for
-- elders of a family (head, spouse, parent) one in which they are no child. Nobody else is over
-- eighty.
create or replace macro numeric_parts(words) as
    case
        when regexp_full_match(words, '[0-9]{4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,2}([ T][0-9:.]+)?')
            then regexp_extract_all(words, '[0-9]+')[:3]
        when
            regexp_full_match(
                words, '[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}([0-9]{2})?([ T][0-9:.]+)?'
            )
            then list_reverse(regexp_extract_all(words, '[0-9]+')[:3])
    end;

create or replace macro says_as_nik(parts, nik) as
    nik is not null
    and cast(parts[1] as integer) % 100 = number_part(nik, 11)
    and (
        (cast(parts[2] as integer) = number_part(nik, 9)
        and cast(parts[3] as integer) = without_forty(number_part(nik, 7)))
        or (cast(parts[3] as integer) = number_part(nik, 9)
        and cast(parts[2] as integer) = without_forty(number_part(nik, 7)))
    );

create or replace macro nik_date(nik, century) as
    date_of_parts(
        cast(century + number_part(nik, 11) as varchar),
        substr(nik, 9, 2),
        cast(without_forty(number_part(nik, 7)) as varchar)
    );

-- `this_century` and `last_century`: the birth date in the NIK with the year 20.. and 19...
create or replace macro born_in_century(this_century, last_century, is_elder) as
    case
        when this_century > getvariable('latest_day') then last_century
        when is_elder and this_century > getvariable('latest_day') - interval 10 year
            then last_century
        else this_century
    end;

-- All arguments are worked out once a row, before (`birth_steps`): macros within macros would be
-- planned hundreds of times.
create or replace macro century_mended(parts, nik, is_elder, born) as
    case
        when
            (is_elder or born >= getvariable('latest_day') - interval 80 year)
            and says_as_nik(parts, nik)
            then within_memory(born)
    end;

create or replace macro century_rule(read_date, value) as
    case when read_date is null and value is not null then 'tanggal_abad_dipulihkan' end;

-- An age that the role in the family contradicts: a head, spouse or parent under ten, a child or
-- grandchild over a hundred.
create or replace macro is_elder(role) as role in (1, 2, 6);

create or replace macro role_age_rule(born, role) as
    case
        when
            is_elder(role) and born > getvariable('latest_day') - interval 10 year
            then 'umur_bertentangan_peran'
        when
            role in (3, 5) and born < getvariable('latest_day') - interval 100 year
            then 'umur_bertentangan_peran'
    end;

create or replace macro two_way_rule(
    value, day_first, month_first, nik, order_in_column, is_mixed_column
) as
    case
        when day_first is null or month_first is null or day_first = month_first then null
        when proves(nik, value)
            then case
                when (value = month_first) <> (order_in_column = 'month')
                    then 'tanggal_diputus_nik'
            end
        when is_mixed_column then 'tanggal_diputus_kolom'
    end;

create or replace macro date_rule(
    raw, value, day_first, month_first, nik, order_in_column, is_mixed_column
) as
    case
        when raw is null or iso_date(raw) is not null then null
        when value is null then case when not is_missing_mark(raw) then 'tanggal_mustahil' end
        else two_way_rule(value, day_first, month_first, nik, order_in_column, is_mixed_column)
    end;

-- A row tells of its column's order where only one order gives a date, or its NIK proves one.
create or replace macro tells_of(found, other, nik) as
    found is not null
    and (other is null or (found <> other and proves(nik, found) and not proves(nik, other)));
