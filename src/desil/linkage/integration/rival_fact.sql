-- One row is one value that a source gives and the register does not, with its date and its age at
-- the newest release. `wins` is 1 for the one that the declared rules would prefer to the
-- register's: a source that stands before the release for that fact, the newest of them. Nothing is
-- overwritten: it is a candidate for a correction.
-- Reads rival, survivorship_rule, newest_release; writes rival_fact.
with ranked as (
    select
        rival.*,
        coalesce(own.place < released.place, false) as is_preferred,
        row_number() over (
            partition by rival.nik, rival.fact
            order by own.place nulls last, rival.seen_date desc, rival.record_id, rival.said
        ) as place
    from rival
    left join survivorship_rule as own on rival.fact = own.fact and rival.source = own.source
    left join survivorship_rule as released
        on rival.fact = released.fact and released.source = 'dtsen'
    where rival.said is not null
)

select
    lpad(cast(ranked.nik as varchar), 16, '0') as nik,
    ranked.fact,
    ranked.said as stated_value,
    ranked.known as register_value,
    ranked.source,
    ranked.record_id,
    ranked.seen_date,
    newest_release.release_date - ranked.seen_date as age_days,
    if(ranked.is_preferred and ranked.place = 1, 1, 0) as wins
from ranked
cross join newest_release
