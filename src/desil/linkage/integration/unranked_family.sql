-- One row is one family without an official decile, with the likeliest cause.
-- Reads family, known_person, made_link, source_fact, newest_release, threshold; writes
-- unranked_family.
with coverage as (
    select count(*) filter (source = 'dukcapil') as civil_records
    from made_link
),

civil as (
    select distinct nik
    from source_fact
    where fact = 'state'
),

old_card as (
    select
        nik,
        max(said) as card
    from rival
    where fact = 'family_number' and said is not null and source <> 'dukcapil'
    group by nik
),

seen as (
    select distinct nik
    from made_link
    where source in ('dtks', 'regsosek')
),

member as (
    select
        known_person.family_number,
        count(*) filter (civil.nik is null) as without_civil_record,
        count(*) filter (old_card.card is not null) as with_other_card_before,
        count(*) filter (seen.nik is not null) as seen_before
    from known_person
    left join civil using (nik)
    left join old_card using (nik)
    left join seen using (nik)
    where known_person.is_in_release
    group by known_person.family_number
)

select
    'unranked_family' as finding,
    case
        when member.without_civil_record > 0 and coverage.civil_records > 0 then 'nik_unmatched'
        when
            newest_release.release_date - cast(
                try_strptime(substr(family.family_number, 7, 6), '%d%m%y') as date
            ) between 0 and threshold.new_card_days
            then if(member.with_other_card_before > 0, 'split', 'new_card')
        when member.with_other_card_before > 0 then 'split'
        when member.seen_before = 0 then 'moved_in'
        when family.floor_material is null then 'facts_incomplete'
        else 'not_known'
    end as reason,
    cast(null as bigint) as nik,
    number_of(family.family_number) as family_number,
    'dtsen' as source,
    family.family_number as record_id
from family
left join member on number_of(family.family_number) = member.family_number
cross join newest_release
cross join threshold
cross join coverage
where family.unranked_reason <> ''
