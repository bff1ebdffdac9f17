-- one row is a flag and the number of another case: the same bytes, a picture that looks the same
-- (at most :alike bits of 64 differ), or a home photographed within :near metres of another's; a
-- document that all cases of a deliberation share (:shared) counts in another deliberation alone
-- reads: case_evidence, case_event, case_record
-- writes: nothing
-- binds: zone, the office's time zone, beside what the caller asks
with held as (
    select
        case_id,
        max(details ->> 'held_on') as held_on
    from case_event
    where details ? 'held_on'
    group by case_id
),

own as (
    select
        evidence.*,
        record.family_number,
        held.held_on
    from case_evidence as evidence
    inner join case_record as record on evidence.case_id = record.id
    left join held on evidence.case_id = held.case_id
    where evidence.case_id = :case
),

other as (
    select
        evidence.*,
        record.family_number,
        held.held_on,
        to_char(record.entered_at at time zone :zone, 'YYYY') || '-'
        || lpad(cast(record.id as text), 6, '0') as number
    from case_evidence as evidence
    inner join case_record as record on evidence.case_id = record.id
    left join held on evidence.case_id = held.case_id
    where evidence.case_id <> :case
),

paired as (
    select
        other.number,
        own.sha256 = other.sha256 or own.original_sha256 = other.original_sha256 as is_same,
        case_bits_apart(own.likeness, other.likeness) <= :alike as is_alike,
        -- a degree of latitude is 111,320 m; at the city's latitude a plane is near enough
        111320 * sqrt(
            power(own.latitude - other.latitude, 2)
            + power((own.longitude - other.longitude) * cos(radians(own.latitude)), 2)
        ) <= :near as is_near
    from own
    inner join other on own.family_number is distinct from other.family_number
    where not (
        own.document = any(:shared)
        and own.document = other.document
        and own.village_code = other.village_code
        and coalesce(own.held_on = other.held_on, true)
    )
)

select distinct
    'same_photo' as flag,
    number
from paired
where is_same
union
select distinct
    'alike_photo' as flag,
    number
from paired
where is_alike and not is_same
union
select distinct
    'same_place' as flag,
    number
from paired
where is_near
order by flag, number
