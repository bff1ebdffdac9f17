-- one row is: one programme of a publication, with the list that tells who is listed: the newest
--   that is in force and was made from the run of the publication, or NULL
-- reads: programme, publication, work_programme_list
-- writes: nothing
-- binds: publication_id; in_force, the state of a list that was signed
with newest_list as (
    select distinct on (work_programme_list.programme)
        work_programme_list.programme,
        work_programme_list.list_id,
        work_programme_list.period,
        work_programme_list.on_date
    from work_programme_list
    inner join publication on work_programme_list.run_id = publication.run_id
    where
        publication.id = :publication_id
        and work_programme_list.state = :in_force
    order by work_programme_list.programme asc, work_programme_list.period desc
)

select
    programme.programme,
    programme.name_id,
    programme.name_en,
    programme.unit,
    programme.reference,
    coalesce(newest_list.on_date, programme.on_date) as on_date,
    coalesce(newest_list.period, '') as period,
    newest_list.list_id
from programme
left join newest_list on programme.programme = newest_list.programme
where programme.publication_id = :publication_id
order by programme.place
