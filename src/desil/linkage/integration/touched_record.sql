-- One row is one record of a delivery whose link a change of known people or of decisions could
-- touch; too many rather than too few. A record depends on whom it is linked to, on the people that
-- the search for candidates finds, and on how many people bear their names.
-- Reads earlier_link, earlier_residue, changed_person, changed_decision, candidate, wider_candidate
-- (of the earlier residue and the changed people); writes touched_record.
with name_changed as (
    select canonical from changed_person
),

order_changed as (
    select in_order(canonical) as words from changed_person
),

letters_changed as (
    select replace(canonical, ' ', '') as letters from changed_person
)

select record_id
from earlier_link
where nik in (select nik from changed_person)
union
select earlier_residue.record_id
from earlier_residue
inner join candidate using (record_number)
union
select earlier_residue.record_id
from earlier_residue
inner join wider_candidate using (record_number)
union
select record_id
from earlier_residue
where
    canonical in (select canonical from name_changed)
    or in_order(canonical) in (select words from order_changed)
    or replace(canonical, ' ', '') in (select letters from letters_changed)
union
select earlier_residue.record_id
from earlier_residue
inner join changed_person using (village_code, address_key)
union
select record_id
from changed_decision
