-- One row is one family in one household of the survey. A household may hold several families, and
-- a family may be met in several households.
-- Reads made_link, known_person, declared_source; writes household_family.
select
    split_part(made_link.record_id, '-', 1) as household_id,
    lpad(cast(known_person.family_number as varchar), 16, '0') as family_number,
    made_link.delivery_id,
    count(*) as members
from made_link
inner join known_person using (nik)
inner join declared_source using (source)
where declared_source.meets_households and known_person.is_in_release
group by all
