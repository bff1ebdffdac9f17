-- One row is one further pair worth weighing: a record that the first search left without a link,
-- and a known person whom only a wider rule finds, where several fields are wrong at once. The
-- rules are bounded as those of `candidates` are: by births in one kelurahan or on one day, an
-- address, or a rare name.
-- Reads unlinked_record, known_person, candidate; writes wider_candidate.
with same_rare_name as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on hash(consonants_of(unlinked_record.canonical)) = known_person.rare_name_key
    where length(consonants_of(unlinked_record.canonical)) >= 5
    union all
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person using (canonical)
    where known_person.rare_name_key is not null
),

same_end_of_name as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            unlinked_record.birth_date = known_person.birth_date
            and right(unlinked_record.canonical, 3) = right(known_person.canonical, 3)
    union all
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person
        on
            unlinked_record.village_code = known_person.village_code
            and unlinked_record.birth_year = known_person.birth_year
            and right(unlinked_record.canonical, 3) = right(known_person.canonical, 3)
),

same_beginning_of_name as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person using (village_code, birth_year, name_begins)
),

same_name_in_other_year as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    cross join (values (-10), (-1), (1), (10)) as apart (years)
    inner join known_person
        on
            unlinked_record.village_code = known_person.village_code
            and unlinked_record.name_begins_so = known_person.name_begins_so
            and unlinked_record.birth_year + apart.years = known_person.birth_year
    union all
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    cross join (values (-10), (-1), (1), (10)) as apart (years)
    inner join known_person
        on
            unlinked_record.canonical = known_person.canonical
            and unlinked_record.birth_year + apart.years = known_person.birth_year
    where
        not known_person.is_name_common_in_year
        and (
            unlinked_record.birth_month = known_person.birth_month
            or unlinked_record.birth_day = known_person.birth_day
        )
),

same_date_in_number as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person using (village_code)
    where unlinked_record.nik // 10000 % 1000000 = known_person.nik // 10000 % 1000000
),

same_mother as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person using (village_code, birth_year, mother)
),

same_address as (
    select
        unlinked_record.record_number,
        known_person.nik
    from unlinked_record
    inner join known_person using (village_code, address_key)
    where not known_person.is_address_crowded
)

select
    record_number,
    nik
from (
    from same_rare_name
    union
    from same_end_of_name
    union
    from same_beginning_of_name
    union
    from same_name_in_other_year
    union
    from same_date_in_number
    union
    from same_mother
    union
    from same_address
) as found
anti join candidate using (record_number, nik)
