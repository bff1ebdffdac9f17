-- The columns by which the families and members of a release are held against each other.
-- Reads kept_family, kept_person: the rows that are not rejected so far.
create table family_key as
select
    file_number,
    row_number,
    family_number,
    stated_size
from kept_family;

create table person_key as
select
    file_number,
    row_number,
    nik,
    family_number,
    relationship
from kept_person;

-- How the issue date of a family card sorts; a two-digit year after `newest_year` is of 1900.
create or replace macro issued(kk) as
case when cast(substr(kk, 11, 2) as integer) > getvariable('newest_year') then 19 else 20 end
* 1000000
+ cast(substr(kk, 11, 2) as integer) * 10000
+ cast(substr(kk, 9, 2) as integer) * 100
+ cast(substr(kk, 7, 2) as integer);
