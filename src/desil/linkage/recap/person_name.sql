-- One row is one name that somebody of the newest release bears.
-- Reads person; writes person_name.
select distinct name
from person
where name is not null
