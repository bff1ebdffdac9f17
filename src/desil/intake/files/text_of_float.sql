-- A floating-point cell as exact text: a whole number without its fraction.
-- An identifier keeps `.0`, so that it is known for a number later.
create or replace macro text_of_float(number) as
case
    when isnan(number) then null
    when number = floor(number) and abs(number) < 1e18
        then cast(cast(number as bigint) as varchar)
    else cast(number as varchar)
end;

create or replace macro identifier_of_float(number) as
case
    when isnan(number) then null
    when number = floor(number) and abs(number) < 1e18
        then cast(cast(number as bigint) as varchar) || '.0'
    else cast(number as varchar)
end;
