-- Ways of reading a cell that every source shares.
create macro number_of(text) as nullif(try_cast(text as bigint), 0);

-- One digit wrong or two neighbours transposed leave one half of 16 digits as it was, or all but
-- the two in the middle. Whole numbers are compared before texts, because that is fast.
create macro may_be_mistyped(number, other) as
number // 100000000 = other // 100000000
or number % 100000000 = other % 100000000
or (number // 1000000000 = other // 1000000000 and number % 10000000 = other % 10000000);

-- An address without kind of road, signs and leading zeros: 'JL. JATI NO. 07' is 'JATI 7'.
create macro address_key(address) as nullif(trim(regexp_replace(
    ' ' || upper(address) || ' ',
    '[^A-Z0-9]+(?:'
    || '(?:JL|JLN|JALAN|GG|GANG|NO|NOMOR|KP|KAMPUNG|PERUM|PERUMAHAN|KOMPLEK|KOMP|BLOK|RT|RW)'
    || '[^A-Z0-9]+)*0*',
    ' ', 'g'
)), '');
