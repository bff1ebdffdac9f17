-- One row is one national release: what it lists, as counted.
-- Reads release_family, release_person, dtsen_delivery; writes release.
with family_count as (
    select
        release_date,
        count(*) as families
    from release_family
    group by release_date
),

person_count as (
    select
        release_date,
        count(*) as persons
    from release_person
    group by release_date
)

select
    dtsen_delivery.release_date,
    string_agg(dtsen_delivery.delivery_id, ' ' order by dtsen_delivery.delivery_number)
        as delivery_id,
    any_value(family_count.families) as families,
    coalesce(any_value(person_count.persons), 0) as persons
from dtsen_delivery
inner join family_count using (release_date)
left join person_count using (release_date)
group by dtsen_delivery.release_date
