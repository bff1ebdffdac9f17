-- One row is one family or person about whom the list and the payments do not agree, or whose
-- payment contradicts the register. On a list of persons, persons are compared; else families: two
-- members of one family who are both paid are paid twice.
-- `paid` holds the rows of `told_payment` that were paid.
-- Reads told_payment, paid (programme, period, family_number, stated_family_number, nik, amount,
-- recipient_state), listed (family_number, nik), standing (family_number, village_code, desil),
-- paid_family (family_number), list_unit, assistance; writes reconciled_row.
with key_of_paid as (
    select distinct
        family_number,
        nik
    from paid
    where family_number is not null
),

not_paid as (
    select
        'listed_not_paid' as finding,
        listed.family_number,
        listed.nik,
        cast(null as integer) as amount
    from listed
    anti join key_of_paid
        on
            listed.family_number = key_of_paid.family_number
            and coalesce(listed.nik, '') in ('', coalesce(key_of_paid.nik, listed.nik, ''))
),

not_listed as (
    select
        'paid_not_listed' as finding,
        paid.family_number,
        paid.nik,
        sum(paid.amount) as amount
    from paid
    anti join listed
        on
            paid.family_number = listed.family_number
            and coalesce(listed.nik, '') in ('', coalesce(paid.nik, listed.nik, ''))
    where paid.family_number is not null
    group by paid.family_number, paid.nik
),

twice as (
    select
        'paid_twice' as finding,
        max(family_number) as family_number,
        if(count(distinct nik) = 1, max(nik), null) as nik,
        sum(amount) as amount
    from paid
    cross join list_unit
    group by
        coalesce(family_number, stated_family_number, nik, ''),
        if(list_unit.is_of_persons, nik, null),
        period
    having count(*) > 1
),

not_clear as (
    select
        'payment_unclear' as finding,
        coalesce(family_number, stated_family_number) as family_number,
        nik,
        sum(amount) as amount
    from told_payment
    where payment = 'unclear' or is_period_clear = 0
    group by coalesce(family_number, stated_family_number), nik
),

gone as (
    select
        if(recipient_state = 'dead', 'paid_to_dead', 'paid_to_moved') as finding,
        family_number,
        nik,
        sum(amount) as amount
    from paid
    where recipient_state in ('dead', 'moved')
    group by recipient_state, family_number, nik
),

unknown as (
    select
        'paid_unknown' as finding,
        stated_family_number as family_number,
        nik,
        sum(amount) as amount
    from paid
    where family_number is null and recipient_state = ''
    group by stated_family_number, nik
),

well_off as (
    select
        'paid_in_6_plus' as finding,
        paid.family_number,
        cast(null as varchar) as nik,
        sum(paid.amount) as amount
    from paid
    inner join standing using (family_number)
    cross join assistance
    where standing.desil > assistance.last_decile
    group by paid.family_number
),

with_nothing as (
    select
        'poor_with_nothing' as finding,
        standing.family_number,
        cast(null as varchar) as nik,
        cast(null as integer) as amount
    from standing
    anti join paid_family using (family_number)
    cross join assistance
    where standing.desil <= assistance.first_decile
),

found as (
    from not_paid
    union all
    from not_listed
    union all
    from twice
    union all
    from not_clear
    union all
    from gone
    union all
    from unknown
    union all
    from well_off
    union all
    from with_nothing
)

select
    found.finding,
    found.family_number,
    found.nik,
    standing.village_code,
    standing.desil,
    found.amount
from found
left join standing using (family_number)
