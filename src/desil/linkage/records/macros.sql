-- Ways of reading a cell that every source shares.
create macro number_of(text) as nullif(try_cast(text as bigint), 0);

-- An address without kind of road, signs and leading zeros: 'JL. JATI NO. 07' is 'JATI 7'.
create macro address_key(address) as nullif(trim(regexp_replace(regexp_replace(
    upper(address),
    '\b(JL|JLN|JALAN|GG|GANG|NO|NOMOR|KP|KAMPUNG|PERUM|PERUMAHAN|KOMPLEK|KOMP|BLOK|RT|RW)\b'
    || '|[^A-Z0-9]+',
    ' ', 'g'
), '(^| +)0*', ' ', 'g')), '');
