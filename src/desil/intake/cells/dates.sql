-- Dates in every spelling that arrives. A date whose day and month could change places is settled
-- by the NIK of its row where it has one, else by `order_in_column` ('day' or 'month' first).

create or replace macro date_of_parts(year, month, day) as
    try_cast(year || '-' || lpad(month, 2, '0') || '-' || lpad(day, 2, '0') as date);

create or replace macro within_memory(found) as
    case when found between date '1890-01-01' and date '2100-12-31' then found end;

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

-- A spreadsheet counts days from 30 December 1899.
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
            when regexp_full_match(words, '[0-9]{4,5}([.,][0-9]+)?') then serial_date(words)
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
