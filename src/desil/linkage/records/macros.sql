-- Ways of reading a cell that every source shares.
create macro number_of(text) as nullif(try_cast(text as bigint), 0);

-- A number that stands for a text: joins by one number are several times faster than joins by
-- texts. The key of several values is the xor of theirs. Two of 2^63 are alike by chance; a
-- candidate more or less by it is weighed like any other.
create macro key_of(text) as if(text is null, null, cast(hash(text) >> 1 as bigint));

-- A date as a number of days.
create macro days_of(day) as day - date '1900-01-01';

-- The words of a name in the order of the alphabet: who is entered last name first is the same.
create macro in_order(name) as array_to_string(list_sort(string_split(name, ' ')), ' ');

-- The letters of a name without vowels and spaces: 'SITI ROHANI' is 'STRHN'.
create macro consonants_of(name) as translate(name, 'AEIOU ', '');

-- RT and RW as one number, RW first: 'RT 002/RW 01', 'RT.2 RW.1' and 'RT 2/1' are 1002.
create macro neighbourhood_of(address) as (
    try_cast(coalesce(
        nullif(regexp_extract(upper(address), '\bRW[ .:]*0*([0-9]{1,3})\b', 1), ''),
        regexp_extract(upper(address), '\bRT[ .:]*[0-9]{1,3} ?/ ?0*([0-9]{1,3})\b', 1)
    ) as integer) * 1000
    + try_cast(
        regexp_extract(upper(address), '\bRT[ .:]*0*([0-9]{1,3})\b', 1) as integer
    )
);

-- Capitals between two spaces, without RT and RW.
create macro without_neighbourhood(text) as regexp_replace(
    text,
    '[ ,]RT[ .:]*[0-9]{1,3}(?:[ ,./]*(?:RW)?[ .:]*[0-9]{1,3}\b)?|[ ,]RW[ .:]*[0-9]{1,3}\b',
    ' ', 'g'
);

-- What is without RT and RW, without kind of road, signs and leading zeros.
create macro street_of(text) as nullif(trim(regexp_replace(
    text,
    '[^A-Z0-9]+(?:'
    || '(?:JL|JLN|JALAN|GG|GANG|NO|NOMOR|KP|KAMPUNG|PERUM|PERUMAHAN|KOMPLEK|KOMP|BLOK|RAYA)'
    || '[^A-Z0-9]+)*0*',
    ' ', 'g'
)), '');

-- 'JL. JATI NO. 07 RT 1/2' is 'JATI 7'.
create macro address_key(address) as
street_of(without_neighbourhood(' ' || upper(address) || ' '));

-- What stands before and after ALIAS in a name.
create macro main_name(name) as
nullif(trim(regexp_replace(name, '(?i)(?:\s(?:ALIAS|ALS|AKA)\.?\s|[@(/]).*$', '')), '');
create macro other_name(name) as
nullif(trim(regexp_extract(name, '(?i)(?:\s(?:ALIAS|ALS|AKA)\.?\s|[@(/])\s*([^)]*)', 1)), '');
