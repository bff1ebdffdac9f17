-- One row is one way in which listed families changed, and how many of them did.
-- Reads asked_family (family_number), before_decile, after_decile (family_number, village_code,
-- decile_national of one release); writes nothing.
with changed as (
    select
        case
            when after_decile.family_number is null then 'left'
            when before_decile.village_code is distinct from after_decile.village_code then 'moved'
            when
                before_decile.decile_national is distinct from after_decile.decile_national
                then 'decile'
            else 'same'
        end as change
    from asked_family
    left join before_decile using (family_number)
    left join after_decile using (family_number)
    where before_decile.family_number is not null or after_decile.family_number is not null
)

select
    change,
    count(*) as families
from changed
group by change
