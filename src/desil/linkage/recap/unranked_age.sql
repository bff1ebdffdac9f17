-- One row is one cause and age of not being ranked, in one kelurahan: the release since which these
-- families have been listed without a decile, up to the newest.
-- Reads family_decile, newest_release, unranked_family; writes unranked_age.
with last_ranked as (
    select
        family_number,
        max(release_date) as on_date
    from family_decile
    where decile_national is not null
    group by family_number
),

waiting as (
    select
        family_decile.family_number,
        min(family_decile.release_date) as since_date
    from family_decile
    left join last_ranked using (family_number)
    where
        family_decile.decile_national is null
        and coalesce(family_decile.release_date > last_ranked.on_date, true)
    group by family_decile.family_number
),

cause as (
    select
        family_number,
        min(reason) as cause
    from unranked_family
    group by family_number
)

select
    family_decile.village_code,
    waiting.since_date,
    coalesce(cause.cause, 'not_known') as cause,
    count(*) as families,
    sum(family_decile.counted_size) as people
from family_decile
inner join newest_release using (release_date)
inner join waiting using (family_number)
left join cause on number_of(family_decile.family_number) = cause.family_number
where family_decile.decile_national is null
group by all
