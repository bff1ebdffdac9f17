-- One row is one standing (1 to 10; 0 not ranked) in one RW of a kelurahan, at the newest release.
-- The RW is the one that the address names; the empty text where it names none.
-- Reads family_fact, family_decile, newest_release; writes neighbourhood.
select
    family_decile.village_code,
    coalesce(lpad(family_fact.rw, 3, '0'), '') as rw,
    coalesce(family_decile.decile_national, 0) as standing,
    count(*) as families,
    sum(family_decile.counted_size) as people
from family_decile
inner join newest_release using (release_date)
left join family_fact using (family_number)
group by all
