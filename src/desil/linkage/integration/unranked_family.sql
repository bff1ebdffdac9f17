-- One row is one family without an official decile, with the likeliest cause.
-- Reads family, known_person, made_link, source_fact, rival, newest_release, threshold,
-- declared_source; writes unranked_family.
with coverage as (
    select count(*) filter (declared_source.role = 'civil_register') as civil_records
    from made_link
    inner join declared_source using (source)
),

civil as (
    select distinct nik
    from source_fact
    where fact = 'state'
),

old_card as (
    select
        rival.nik,
        max(rival.said) as card
    from rival
    inner join declared_source using (source)
    where
        rival.fact = 'family_number'
        and rival.said is not null
        and declared_source.role <> 'civil_register'
    group by rival.nik
),

seen as (
    select distinct made_link.nik
    from made_link
    inner join declared_source using (source)
    where declared_source.shows_residents
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
