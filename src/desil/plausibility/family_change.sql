-- One row is one way in which listed families changed, and how many of them did.
-- Reads asked_family (family_number), before_decile, after_decile (family_number, village_code,
-- decile_national of one release); writes nothing.
with listed as (
    select
        asked_family.family_number,
        before_decile.family_number is not null as was_listed,
        after_decile.family_number is not null as is_listed,
        before_decile.village_code as village_before,
        after_decile.village_code as village_after,
        before_decile.decile_national as decile_before,
        after_decile.decile_national as decile_after
    from asked_family
    left join before_decile using (family_number)
    left join after_decile using (family_number)
),

compared as (
    select
        is_listed,
        coalesce(village_before, '') <> coalesce(village_after, '') as is_moved,
        coalesce(decile_before, 0) <> coalesce(decile_after, 0) as is_reranked
    from listed
    where was_listed or is_listed
)

select
    case
        when not is_listed then 'left'
        when is_moved then 'moved'
        when is_reranked then 'decile'
        else 'same'
    end as change,
    count(*) as families
from compared
group by all
