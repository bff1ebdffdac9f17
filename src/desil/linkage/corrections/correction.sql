-- One row is one accepted correction and what has become of it.
-- Reads compared_correction; writes correction.
select * from compared_correction
