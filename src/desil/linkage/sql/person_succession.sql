-- One row is one NIK that a release lists no longer, whose person very likely goes on under
-- another: the same family (or the one that it became) lists somebody new with the same name, birth
-- date and sex, and there is one such person on each side.
-- nik is the person's newest one, where it was corrected more than once, and family_number the
-- family that lists it last.
-- Reads membership, release_person, release, family_succession; writes person_succession.
with recursive numbered_release as (
    select
        release_date,
        lag(release_date) over (order by release_date) as previous_date
    from release
),

gone as (
    select
        ended.nik,
        coalesce(continued.next_number, ended.family_number) as family_number,
        ended.to_date,
        numbered_release.previous_date as from_date
    from membership as ended
    inner join numbered_release on ended.to_date = numbered_release.release_date
    left join membership as later
        on ended.nik = later.nik and ended.to_date = later.from_date
    left join family_succession as continued
        on
            ended.family_number = continued.earlier_number
            and ended.to_date = continued.to_date
            and continued.kind in ('continued', 'merged')
    where later.nik is null
),

appeared as (
    select
        begun.nik,
        begun.family_number,
        begun.from_date as to_date
    from membership as begun
    left join membership as earlier
        on begun.nik = earlier.nik and begun.from_date > earlier.from_date
    where earlier.nik is null
),

alike as (
    select
        gone.nik as earlier_nik,
        appeared.nik,
        appeared.family_number,
        gone.from_date,
        gone.to_date,
        count(*) over (partition by gone.nik, gone.to_date) as of_gone,
        count(*) over (partition by appeared.nik, gone.to_date) as of_appeared
    from gone
    inner join appeared using (family_number, to_date)
    inner join release_person as before
        on gone.nik = before.nik and gone.from_date = before.release_date
    inner join release_person as after
        on appeared.nik = after.nik and gone.to_date = after.release_date
    where
        before.name = after.name
        and before.birth_date = after.birth_date
        and (before.sex = after.sex or before.sex is null or after.sex is null)
),

told as (
    select
        earlier_nik,
        nik,
        from_date,
        to_date
    from alike
    where of_gone = 1 and of_appeared = 1
),

followed as (
    select
        earlier_nik,
        to_date,
        nik,
        to_date as last_date
    from told
    union all
    select
        followed.earlier_nik,
        followed.to_date,
        told.nik,
        told.to_date as last_date
    from followed
    inner join told on followed.nik = told.earlier_nik and followed.last_date < told.to_date
),

newest as (
    select
        earlier_nik,
        to_date,
        arg_max(nik, last_date) as nik
    from followed
    group by earlier_nik, to_date
),

last_family as (
    select
        nik,
        arg_max(family_number, from_date) as family_number
    from membership
    group by nik
)

select
    told.earlier_nik,
    newest.nik,
    last_family.family_number,
    told.from_date,
    told.to_date
from told
inner join newest using (earlier_nik, to_date)
inner join last_family on newest.nik = last_family.nik
