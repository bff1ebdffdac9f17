-- One row is one family of the newest release and one source that lists members of it: how many.
-- Reads made_link, known_person; writes family_listing.
with listed as (
    select distinct
        nik,
        source
    from made_link
    where is_in_release
)

select
    lpad(cast(known_person.family_number as varchar), 16, '0') as family_number,
    listed.source,
    min(known_person.village_code) as village_code,
    count(*) as members
from listed
inner join known_person using (nik)
group by known_person.family_number, listed.source
