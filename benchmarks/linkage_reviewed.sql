-- One row is the old list's review queue: pairs, right pairs, missed matches, the mean distance of
-- said and right shares in ten bins; records of people whom nobody knows, and those linked.
-- Reads found, asked, true_link, civil_link, true_person.
with known as (
    select person_id, nik from true_person
    union all
    select person_id, nik from civil_link where person_id < 0
),

judged as (
    select
        cast(true_link.id_dtks as varchar) as record_id,
        known.nik as true_nik,
        found.nik
    from true_link
    left join known using (person_id)
    left join found on cast(true_link.id_dtks as varchar) = found.record_id and found.source = 'dtks'
),

answered as (
    select
        asked.share_ppm / 1e6 as said,
        coalesce(asked.nik = judged.true_nik, false) as is_right
    from asked
    inner join judged using (record_id)
    where asked.source = 'dtks'
),

binned as (
    select
        count(*) as pairs,
        count(*) filter (is_right) as rightly,
        abs(avg(said) - avg(cast(is_right as double))) as distance
    from answered
    group by least(cast(floor(said * 10) as integer), 9)
)

select
    (select coalesce(sum(pairs), 0) from binned),
    (select coalesce(sum(rightly), 0) from binned),
    count(*) filter (true_nik is not null and nik is distinct from true_nik),
    (select coalesce(sum(pairs * distance) / sum(pairs), 0) from binned),
    count(*) filter (true_nik is null),
    count(*) filter (true_nik is null and nik is not null)
from judged
