-- How raw text is read: one macro gives the value, another names the rule that the text breaks.
-- The common, clean spelling is tried first; a rule is null where there is nothing to tell.
-- Values that depend on the dictionary come in as maps (see vocabulary.sql).

-- Texts -------------------------------------------------------------------------------------

create or replace macro text_of(raw) as
    case
        when
            starts_with(raw, ' ') or suffix(raw, ' ') or contains(raw, chr(9)) or raw = ''
            then nullif(trim(replace(raw, chr(9), ' ')), '')
        else raw
    end;

create or replace macro letters_of(words) as
    regexp_replace(
        regexp_replace(lower(words), '^\s*(kelurahan|kel\.?|desa|kecamatan|kec\.?)\s+', ''),
        '[^a-z]',
        '',
        'g'
    );

create or replace macro spelling_of(words) as
    regexp_replace(
        lower(strip_accents(replace(replace(words, '≤', '<='), '≥', '>='))),
        '[^a-z0-9<>=]+',
        '',
        'g'
    );

-- No list of constants: DuckDB makes a join of a long one, and a join does not keep rows in order.
create or replace macro is_missing_mark(raw) as
    regexp_full_match(lower(trim(raw)), '-{0,2}|null|nan|none|n/?a');

create or replace macro required_rule(raw) as
    case when raw is null or is_missing_mark(raw) then 'wajib_kosong' end;

-- Numbers -----------------------------------------------------------------------------------

create or replace macro whole_number_text(words) as
    case
        when regexp_full_match(words, '[0-9]{1,3}(\.[0-9]{3})+(,0+)?')
            then replace(regexp_replace(words, ',0+$', ''), '.', '')
        when regexp_full_match(words, '[0-9]{1,3}(,[0-9]{3})+(\.0+)?')
            then replace(regexp_replace(words, '\.0+$', ''), ',', '')
        when regexp_full_match(words, '[+-]?[0-9]+([.,]0+)?')
            then regexp_replace(words, '[.,]0+$', '')
    end;

create or replace macro rounded_text(words) as
    cast(cast(round(try_cast(words as double)) as bigint) as varchar);

-- An amount with decimals as a whole number; three digits after the only mark are thousands.
create or replace macro rounded(raw) as
    case
        when regexp_full_match(trim(raw), '[0-9]+[.,]([0-9]{1,2}|[0-9]{4,})|[0-9]{4,}[.,][0-9]{3}')
            then rounded_text(replace(trim(raw), ',', '.'))
        when regexp_full_match(trim(raw), '[0-9]{1,3}(\.[0-9]{3})+,[0-9]+')
            then rounded_text(replace(replace(trim(raw), '.', ''), ',', '.'))
        when regexp_full_match(trim(raw), '[0-9]{1,3}(,[0-9]{3})+\.[0-9]+')
            then rounded_text(replace(trim(raw), ',', ''))
        else raw
    end;

create or replace macro integer_of(raw) as
    case
        when raw is null then null
        when cast(try_cast(raw as integer) as varchar) = raw then try_cast(raw as integer)
        else try_cast(whole_number_text(trim(raw)) as integer)
    end;

create or replace macro integer_within(raw, lowest, highest) as
    case when integer_of(raw) between lowest and highest then integer_of(raw) end;

create or replace macro integer_rule(raw, value) as
    case
        when raw is null or value is not null or is_missing_mark(raw) then null
        when integer_of(raw) is not null then 'di_luar_batas'
        else 'bukan_bilangan_bulat'
    end;

create or replace macro decile_of(raw) as
    case when integer_of(raw) between 1 and 10 then cast(integer_of(raw) as smallint) end;

create or replace macro decile_rule(raw, value) as
    case
        when raw is null or value is not null or is_missing_mark(raw) then null
        when starts_with(lower(trim(raw)), 'belum') then null
        else 'desil_bukan_1_10'
    end;

-- Codes: numbers from `lowest` to `highest` stand for themselves, all else is in `answers` ----

create or replace macro code_of(raw, lowest, highest, answers) as
    case
        when strlen(raw) = 1 and ascii(raw) - 48 between lowest and least(highest, 9)
            then cast(ascii(raw) - 48 as smallint)
        when raw is null then null
        when
            strlen(raw) = 2
            and try_cast(raw as utinyint) between greatest(lowest, 10) and highest
            then try_cast(raw as smallint)
        else answers[spelling_of(regexp_replace(trim(raw), '\.0+$', ''))]
    end;

create or replace macro yes_no_of(raw, lowest, highest, answers) as
    case raw
        when 'Ya' then cast(1 as smallint)
        when 'Tidak' then cast(2 as smallint)
        else code_of(raw, lowest, highest, answers)
    end;

create or replace macro code_rule(raw, value) as
    case
        when raw is null or value is not null or is_missing_mark(raw) then null
        else 'kode_tak_dikenal'
    end;

-- A broken rule as a struct; its rule is null where it is kept.
create or replace macro broken(place, column_name, value, rule) as
    struct_pack(place := place, column_name := column_name, value := value, rule := rule);
