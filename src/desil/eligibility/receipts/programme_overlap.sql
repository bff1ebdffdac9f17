-- One row is one set of programmes in one kelurahan, and how many families are paid by exactly
-- these; the families of desil 1-4 that nothing is paid to are the empty set.
-- Reads receipt, standing, assistance; writes programme_overlap.
with programmes_of as (
    select
        family_number,
        string_agg(distinct programme, '+' order by programme) as programmes
    from receipt
    where family_number is not null and payment = 'paid'
    group by family_number
)

select
    coalesce(programmes_of.programmes, '') as programmes,
    coalesce(standing.village_code, '') as village_code,
    count(*) as families,
    count(*) filter (standing.desil <= assistance.first_decile) as families_1_4
from standing
cross join assistance
left join programmes_of using (family_number)
where programmes_of.programmes is not null or standing.desil <= assistance.first_decile
group by all
