-- One row is one way in which members of a family went on under another family card number: which
-- number they had, which one they had next, and under which one the newest release lists that
-- family. Members whom a release between does not list are followed all the same; where others of
-- the number were back sooner, it went on with those.
-- kind continued: the number ended and a new one took its place; merged: the number ended and its
-- members joined a family that was there, or that goes on from another one; split: a new number
-- whose members came out of a family that goes on elsewhere.
-- A number goes on where most of its members went; equal counts are settled by the number itself.
-- Reads membership, family_decile, release; writes family_succession.
with recursive numbered_release as (
    select
        release_date,
        lag(release_date) over (order by release_date) as previous_date
    from release
),

spell as (
    select
        *,
        lead(family_number) over in_time as next_number,
        lead(from_date) over in_time as next_date
    from membership
    window in_time as (partition by nik order by from_date, family_number)
),

moved as (
    select
        family_number as earlier_number,
        next_number,
        next_date as to_date,
        max(to_date) as end_date,
        count(*) as members
    from spell
    where family_number <> next_number and to_date <= next_date
    group by all
),

placed as (
    select
        moved.earlier_number,
        moved.next_number,
        moved.to_date,
        moved.members,
        ended.previous_date as from_date,
        still.family_number is not null or exists (
            select 1 from moved as sooner
            where
                moved.earlier_number = sooner.earlier_number
                and sooner.to_date >= moved.end_date
                and sooner.to_date < moved.to_date
        ) as has_stayed,
        before.family_number is not null as was_there
    from moved
    inner join numbered_release as ended on moved.end_date = ended.release_date
    inner join numbered_release on moved.to_date = numbered_release.release_date
    left join family_decile as still
        on moved.to_date = still.release_date and moved.earlier_number = still.family_number
    left join family_decile as before
        on
            numbered_release.previous_date = before.release_date
            and moved.next_number = before.family_number
),

ordered as (
    select
        *,
        row_number() over (
            partition by to_date, earlier_number
            order by has_stayed, members desc, next_number
        ) as next_place,
        row_number() over (
            partition by to_date, next_number
            order by has_stayed, members desc, earlier_number
        ) as earlier_place
    from placed
),

told as (
    select
        earlier_number,
        next_number,
        from_date,
        to_date,
        members,
        case
            when
                not has_stayed and next_place = 1 and not was_there and earlier_place = 1
                then 'continued'
            when not has_stayed and next_place = 1 then 'merged'
            when not was_there and earlier_place = 1 then 'split'
        end as kind
    from ordered
),

followed as (
    select
        earlier_number,
        to_date,
        next_number,
        next_number as family_number,
        to_date as last_date
    from told
    where kind is not null
    union all
    select
        followed.earlier_number,
        followed.to_date,
        followed.next_number,
        told.next_number as family_number,
        told.to_date as last_date
    from followed
    inner join told
        on
            followed.family_number = told.earlier_number
            and followed.last_date < told.to_date
            and told.kind in ('continued', 'merged')
),

newest as (
    select
        earlier_number,
        to_date,
        next_number,
        arg_max(family_number, last_date) as family_number
    from followed
    group by earlier_number, to_date, next_number
)

select
    told.earlier_number,
    told.next_number,
    newest.family_number,
    told.kind,
    told.members,
    told.from_date,
    told.to_date
from told
inner join newest using (earlier_number, to_date, next_number)
