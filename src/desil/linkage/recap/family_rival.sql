-- One row is one value that another source gives for a member of a family of the newest release.
-- Where a source gives one value several times, its newest date counts.
-- Reads rival_fact, person, family; writes family_rival.
select
    person.family_number,
    family.village_code,
    rival_fact.nik,
    rival_fact.fact,
    rival_fact.stated_value,
    rival_fact.source,
    max(rival_fact.seen_date) as seen_date,
    max(rival_fact.wins) as wins
from rival_fact
inner join person using (nik)
inner join family using (family_number)
group by all
