-- one row is: one release whose totals in the register differ from those that the run counted
-- reads: release, area_recap
-- writes: nothing
-- binds: publication_id
with counted as (
    select
        release_date,
        sum(
            families_1 + families_2 + families_3 + families_4 + families_5 + families_6
            + families_7 + families_8 + families_9 + families_10 + families_unranked
        ) as families,
        sum(
            people_1 + people_2 + people_3 + people_4 + people_5 + people_6
            + people_7 + people_8 + people_9 + people_10 + people_unranked
        ) as people
    from area_recap
    where level = 'kota' and publication_id = :publication_id
    group by release_date
)

select
    release.release_date,
    coalesce(counted.families, 0) as families,
    coalesce(counted.people, 0) as people,
    release.families as stated_families,
    release.persons as stated_people
from release
left join counted on release.release_date = counted.release_date
where
    release.publication_id = :publication_id
    and (
        counted.families is distinct from release.families
        or counted.people is distinct from release.persons
    )
order by release.release_date
