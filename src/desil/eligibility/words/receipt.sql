-- One row is one programme paid to one family card or one person in one period, as delivered.
-- The family is that of the register: the card's own where the register knows it, else the
-- family of the NIK; empty where the register knows neither.
-- Reads delivered_receipt, family, person, person_flag; writes receipt.
with gone as (
    select
        nik,
        min(flag) as state
    from person_flag
    where flag in ('dead', 'moved')
    group by nik
)

select
    receipt.programme,
    receipt.period,
    coalesce(family.family_number, person.family_number) as family_number,
    receipt.family_number as stated_family_number,
    receipt.nik,
    receipt.amount,
    receipt.status,
    coalesce(gone.state, '') as recipient_state
from delivered_receipt as receipt
left join family using (family_number)
left join person on receipt.nik = person.nik
left join gone on receipt.nik = gone.nik
