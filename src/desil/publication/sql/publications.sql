-- one row is: one publication, newest first
-- reads: publication
-- writes: nothing
select
    id,
    run_id,
    state,
    is_current,
    started_at,
    published_at,
    published_by,
    families,
    persons
from publication
order by id desc
