-- One row is one thing that integration found, with its likely reason.
-- Reads made_link, made_review, source_fact, rival, known_person, ranked_family, unranked_family,
-- newest_release, linked_delivery, threshold, declared_source; writes integration_finding.
with state as (
    select
        nik,
        arg_max(amount, on_date) as state,
        arg_max(source, on_date) as civil_source
    from source_fact
    where fact = 'state'
    group by nik
),

coverage as (
    select count(*) filter (declared_source.role = 'civil_register') as civil_records
    from made_link
    inner join declared_source using (source)
),

in_review as (
    select distinct
        source,
        record_id
    from made_review
),

last_listed as (
    select max(linked_delivery.reference_date) as on_date
    from linked_delivery
    inner join declared_source using (source)
    where declared_source.role = 'predecessor'
),

on_old_list as (
    select made_link.nik
    from made_link
    inner join declared_source using (source)
    where declared_source.role = 'predecessor'
),

listed_not_in_release as (
    select
        'dtks_not_in_dtsen' as finding,
        case
            when state.state = 2 then 'dead'
            when state.state = 3 then 'moved'
            when made_link.nik is not null then 'in_civil_register_only'
            when in_review.record_id is not null then 'in_review'
            else 'nowhere_found'
        end as reason,
        made_link.nik,
        cast(null as bigint) as family_number,
        made_link.source,
        made_link.record_id
    from made_link
    left join state using (nik)
    left join in_review using (source, record_id)
    inner join declared_source on made_link.source = declared_source.source
    where declared_source.role = 'predecessor' and not made_link.is_in_release
),

release_not_listed as (
    select
        'dtsen_not_in_dtks' as finding,
        if(
            known_person.birth_date > last_listed.on_date, 'born_since', 'never_listed'
        ) as reason,
        known_person.nik,
        known_person.family_number,
        'dtsen' as source,
        cast(known_person.nik as varchar) as record_id
    from known_person
    cross join last_listed
    anti join on_old_list using (nik)
    where known_person.is_in_release and last_listed.on_date is not null
),

without_civil_record as (
    select
        'nik_not_in_civil_register' as finding,
        if(
            newest_release.release_date - known_person.birth_date <= threshold.newborn_days,
            'newborn', 'unmatched'
        ) as reason,
        known_person.nik,
        known_person.family_number,
        'dtsen' as source,
        cast(known_person.nik as varchar) as record_id
    from known_person
    cross join newest_release
    cross join threshold
    cross join coverage
    anti join state using (nik)
    where known_person.is_in_release and coverage.civil_records > 0
),

other_number as (
    select
        if(owner.nik is null, 'one_person_two_niks', 'one_nik_two_people') as finding,
        case
            when owner.family_number = known_person.family_number then 'number_of_family_member'
            when owner.nik is not null then 'number_of_stranger'
            when damerau_levenshtein(rival.said, rival.known) = 1 then 'mistyped'
            else 'other_number'
        end as reason,
        rival.nik,
        known_person.family_number,
        rival.source,
        rival.record_id
    from rival
    inner join known_person using (nik)
    left join known_person as owner on number_of(rival.said) = owner.nik
    where rival.fact = 'nik' and rival.said is not null
),

gone_recipient as (
    select
        'recipient_gone' as finding,
        if(state.state = 2, 'dead', 'moved') as reason,
        receipt.nik,
        cast(null as bigint) as family_number,
        receipt.source,
        receipt.record_id
    from source_fact as receipt
    inner join state using (nik)
    where receipt.fact = 'receives' and state.state in (2, 3)
),

well_off as (
    select
        if(
            source_fact.fact = 'wage', 'wage_above_minimum_low_decile', 'civil_servant_low_decile'
        ) as finding,
        'decile_' || family.decile_national as reason,
        source_fact.nik,
        known_person.family_number,
        source_fact.source,
        source_fact.record_id
    from source_fact
    cross join threshold
    inner join known_person using (nik)
    inner join ranked_family as family using (family_number)
    where
        family.decile_national <= threshold.wage_decile
        and (
            source_fact.fact = 'civil_servant'
            or (source_fact.fact = 'wage' and source_fact.amount > threshold.minimum_wage)
        )
),

strong_meter as (
    select
        'large_meter_low_decile' as finding,
        'decile_' || family.decile_national as reason,
        cast(null as bigint) as nik,
        family.family_number,
        source_fact.source,
        source_fact.record_id
    from source_fact
    cross join threshold
    inner join ranked_family as family on source_fact.said = family.electricity_customer_id
    where
        source_fact.fact = 'power_va'
        and source_fact.amount >= threshold.power_va
        and family.decile_national <= threshold.power_decile
),

missing_member as (
    select
        'member_missing' as finding,
        if(
            newest_release.release_date - known_person.birth_date <= threshold.newborn_days,
            'newborn', if(family.family_number is null, 'family_unknown', 'member_unknown')
        ) as reason,
        known_person.nik,
        known_person.family_number,
        state.civil_source as source,
        cast(known_person.nik as varchar) as record_id
    from known_person
    cross join newest_release
    cross join threshold
    inner join state using (nik)
    left join ranked_family as family using (family_number)
    where not known_person.is_in_release and state.state = 1
)

from listed_not_in_release
union all
from release_not_listed
union all
from without_civil_record
union all
from other_number
union all
from gone_recipient
union all
from well_off
union all
from strong_meter
union all
from missing_member
union all
from unranked_family
