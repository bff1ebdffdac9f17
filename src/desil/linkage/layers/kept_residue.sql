-- One row is one record that no sure number has linked, with what the search for candidates asks of
-- it: kept, so that a later run can tell which records a change touches.
-- Reads residue, record; writes kept_residue.
select
    record.record_id,
    residue.* exclude (record_number)
from residue
inner join record using (record_number)
