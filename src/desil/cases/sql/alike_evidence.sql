-- one row is a flag and the number of another case: the same bytes, a picture that looks the same
-- (at most :alike bits of 64 differ), or a home photographed within :near metres of another's
-- reads: case_evidence, case_record
-- writes: nothing
with own as (
    select
        evidence.*,
        record.family_number
    from case_evidence as evidence
    inner join case_record as record on evidence.case_id = record.id
    where evidence.case_id = :case
),

other as (
    select
        evidence.*,
        record.family_number,
        to_char(record.entered_at at time zone 'UTC', 'YYYY') || '-'
        || lpad(cast(record.id as text), 6, '0') as number
    from case_evidence as evidence
    inner join case_record as record on evidence.case_id = record.id
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
