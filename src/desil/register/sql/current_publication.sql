-- one row is: one release of the current publication, newest first
-- reads: publication, release
-- writes: nothing
select
    publication.id,
    publication.run_id,
    publication.made_current_at,
    publication.made_current_by,
    release.release_date,
    release.families,
    release.persons
from publication
inner join release on publication.id = release.publication_id
where publication.is_current
order by release.release_date desc
