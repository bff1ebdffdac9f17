-- One row is one cut-off of one level and area, with the method that it was come by.
-- Given cut-offs hold for every area of their level that has a family.
-- Reads estimated_cutoff, given_cutoff, ranking_method, running; writes cutoff.
with area as (
    select distinct
        level,
        area_code
    from running
)

select
    area.level,
    area.area_code,
    given_cutoff.boundary,
    given_cutoff.score_micro,
    'given' as method,
    given_cutoff.valid_from,
    given_cutoff.reference
from given_cutoff
inner join area on given_cutoff.level = area.level
union all
select
    estimated_cutoff.level,
    estimated_cutoff.area_code,
    estimated_cutoff.boundary,
    estimated_cutoff.score_micro,
    ranking_method.method,
    cast(null as date) as valid_from,
    '' as reference
from estimated_cutoff
inner join ranking_method
    on
        estimated_cutoff.level = ranking_method.level
        and estimated_cutoff.boundary = ranking_method.boundary
