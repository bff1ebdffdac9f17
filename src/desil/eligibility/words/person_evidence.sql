-- One row is one person of the newest release of whom a linked source says something that
-- programmes ask for: dead, moved, civil servant, a wage (rupiah a month, the highest), or that
-- the civil register has no such NIK.
-- Reads person, person_flag, source_fact, integration_finding; writes person_evidence.
with said as (
    select
        nik,
        flag = 'dead' as is_dead,
        flag = 'moved' as is_moved,
        false as is_civil_servant,
        false as is_unmatched,
        cast(null as integer) as wage
    from person_flag
    where flag in ('dead', 'moved')
    union all
    select
        lpad(cast(nik as varchar), 16, '0'),
        false,
        false,
        fact = 'civil_servant',
        false,
        if(fact = 'wage', cast(amount as integer), null)
    from source_fact
    where fact in ('civil_servant', 'wage') and nik is not null
    union all
    select
        nik,
        false,
        false,
        false,
        true,
        null
    from integration_finding
    where finding = 'nik_not_in_civil_register' and reason = 'unmatched'
)

select
    nik,
    cast(bool_or(is_dead) as smallint) as is_dead,
    cast(bool_or(is_moved) as smallint) as is_moved,
    cast(bool_or(is_civil_servant) as smallint) as is_civil_servant,
    cast(bool_or(is_unmatched) as smallint) as is_unmatched,
    max(wage) as wage
from said
semi join person using (nik)
group by nik
