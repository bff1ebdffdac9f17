-- One row is one payment of one programme to one family card or one person, as delivered.
-- The family is that of the register: the card's own where the register knows it, else the
-- family of the NIK; empty where the register knows neither.
-- Programme and period are written as the rules write them, whatever the list calls them; a period
-- that cannot be read stays as it is. payment says what became of it: only 'paid' counts.
-- Reads delivered_receipt, programme_word, period_word, status_word, family, person, person_flag;
-- writes receipt.
with gone as (
    select
        nik,
        min(flag) as state
    from person_flag
    where flag in ('dead', 'moved')
    group by nik
)

select
    programme_word.programme,
    coalesce(period_word.period, receipt.period) as period,
    coalesce(family.family_number, person.family_number) as family_number,
    receipt.family_number as stated_family_number,
    receipt.nik,
    receipt.amount,
    receipt.status,
    case
        when status_word.payment = 'paid' and receipt.amount = 0 then 'nothing'
        else status_word.payment
    end as payment,
    cast(case when period_word.period is null then 0 else 1 end as smallint) as is_period_clear,
    coalesce(gone.state, '') as recipient_state
from delivered_receipt as receipt
inner join programme_word on receipt.programme = programme_word.told
inner join period_word on coalesce(receipt.period, '') = period_word.told
inner join status_word on coalesce(receipt.status, '') = status_word.told
left join family using (family_number)
left join person on receipt.nik = person.nik
left join gone on receipt.nik = gone.nik
