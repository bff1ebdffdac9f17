-- How many different numbers one column of one file holds, and how many of them end in 0.
-- Reads the typed file and careful_<unit>; column, unit and anchor are declared names.
select
    count(*) as numbers,
    coalesce(sum(case when ends_with(number, '0') then 1 else 0 end), 0) as ending_in_zero
from (
    select distinct {column} as number
    from read_parquet($path)
    where {anchor} is not null and {column} is not null
    union
    select distinct {column} as number
    from careful_{unit}
    where file_number = $number and {column} is not null
);
