-- One row is one way of moving between two releases in a row, in one kelurahan: how many families
-- stood at `from_standing` and stand at `to_standing` (1 to 10; 0 not ranked; -1 not listed).
-- Families count where the later release has them, those that left where they were.
-- A family whose card number changed is followed under the new one.
-- Reads release, family_decile, family_succession; writes movement.
with followed as (
    select
        lag(release_date) over (order by release_date) as from_date,
        release_date as to_date
    from release
),

before as (
    select
        followed.from_date,
        followed.to_date,
        coalesce(continued.next_number, family_decile.family_number) as family_number,
        family_decile.village_code,
        coalesce(family_decile.decile_national, 0) as standing,
        family_decile.counted_size
    from family_decile
    inner join followed on family_decile.release_date = followed.from_date
    left join family_succession as continued
        on
            followed.to_date = continued.to_date
            and family_decile.family_number = continued.earlier_number
            and continued.kind = 'continued'
),

after as (
    select
        followed.from_date,
        followed.to_date,
        family_decile.family_number,
        family_decile.village_code,
        coalesce(family_decile.decile_national, 0) as standing,
        family_decile.counted_size
    from family_decile
    inner join followed on family_decile.release_date = followed.to_date
    where followed.from_date is not null
)

select
    from_date,
    to_date,
    coalesce(after.village_code, before.village_code) as village_code,
    coalesce(before.standing, -1) as from_standing,
    coalesce(after.standing, -1) as to_standing,
    count(*) as families,
    sum(coalesce(after.counted_size, before.counted_size)) as people
from before
full outer join after using (from_date, to_date, family_number)
group by all
