-- What spreadsheets and copies from pages put around a value, taken away; and cells that are an
-- error of a spreadsheet. Only rows that are read with care come here.

-- A cell that holds the result of a formula that failed, or was never worked out.
create or replace macro is_spreadsheet_error(raw) as
    coalesce(
        regexp_full_match(
            upper(trim(raw)),
            '#(N/A|NA|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|FIELD!|CONNECT!|BLOCKED!'
            || '|BUSY!|UNKNOWN!|GETTING_DATA|BELUM_DIHITUNG!|#+)|ERR:[0-9]{3}'
        ),
        false
    );

-- Letters that are not seen (control, direction, width zero) go; wide and hard spaces become
-- spaces, full-width letters usual ones; `="x"` becomes x. Anything else stays as it is.
create or replace macro visible_text(raw) as
    translate(
        regexp_replace(
            regexp_replace(
                raw, '[\t\r\n\x{00A0}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]', ' ', 'g'
            ),
            '[\x00-\x1f\x7f-\x{009f}\x{00ad}\x{061c}\x{200B}-\x{200F}\x{202A}-\x{202E}'
            || '\x{2060}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}]',
            '',
            'g'
        ),
        '０１２３４５６７８９．，－／：ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ'
        || 'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
        '0123456789.,-/:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    );

create or replace macro unwrapped(words) as
    regexp_replace(words, '^\s*="(.*)"\s*$', '\1');

-- A cell as it is read: the raw text itself where it is plain.
create or replace macro tidy_text(raw) as
    case
        when regexp_matches(raw, '[^ -~]|^\s*="') then unwrapped(visible_text(raw))
        else raw
    end;

create or replace macro tidy_cell(raw) as trim(tidy_text(raw), ' ''`"');

-- An amount without its currency and its closing stroke: Rp 200.000,- is 200.000.
create or replace macro without_currency(words) as
    regexp_replace(
        regexp_replace(trim(words), '^([Rr][Pp]|[Ii][Dd][Rr])\s*\.?\s*', ''), '[.,]\s*[-–—]+$', ''
    );

create or replace macro amount_text(words) as
    case
        when regexp_full_match(without_currency(words), '[0-9]{1,3}( [0-9]{3})+([.,][0-9]{1,2})?')
            then replace(without_currency(words), ' ', '')
        else without_currency(words)
    end;

-- Texts: what is told of one that lost letters, or is no text at all.
create or replace macro read_text(raw, cell) as
    case when not is_spreadsheet_error(raw) then text_of(cell) end;

create or replace macro text_rule(raw, value) as
    case
        when raw is null then null
        when is_spreadsheet_error(raw) then 'sel_galat'
        when value is distinct from text_of(raw) then 'sel_dirapikan'
    end;

-- A cell of another kind that is read only because it was tidied.
create or replace macro tidied_rule(raw, cell, value) as
    case
        when value is not null and trim(replace(raw, chr(9), ' ')) <> cell then 'sel_dirapikan'
    end;
