-- One row is one value that a source gives and the register does not, of a linked person.
-- Reads record, found_link, known_person, delivery_at_hand, declared_source; writes rival.
with linked as (
    select
        delivery.source,
        record.record_id,
        record.seen_date,
        known_person.nik,
        record.nik as stated_nik,
        record.family_number as stated_card,
        known_person.family_number as known_card,
        record.name as stated_name,
        known_person.name as known_name,
        record.birth_date as stated_birth,
        known_person.birth_date as known_birth,
        record.sex as stated_sex,
        known_person.sex as known_sex,
        -- a meter bears the owner's name where the tenants live
        if(declared_source.names_the_owner, null, record.village_code) as stated_village,
        known_person.village_code as known_village
    from record
    inner join found_link using (record_number)
    inner join known_person on found_link.nik = known_person.nik
    cross join delivery_at_hand as delivery
    inner join declared_source on delivery.source = declared_source.source
)

select
    source,
    record_id,
    seen_date,
    nik,
    unnest([
        struct_pack(
            fact := 'nik',
            said := if(stated_nik <> nik, cast(stated_nik as varchar), null),
            known := cast(nik as varchar)
        ),
        struct_pack(
            fact := 'family_number',
            said := if(stated_card <> known_card, cast(stated_card as varchar), null),
            known := cast(known_card as varchar)
        ),
        struct_pack(
            fact := 'name',
            said := if(stated_name <> known_name, stated_name, null),
            known := known_name
        ),
        struct_pack(
            fact := 'birth_date',
            said := if(stated_birth <> known_birth, cast(stated_birth as varchar), null),
            known := cast(known_birth as varchar)
        ),
        struct_pack(
            fact := 'sex',
            said := if(stated_sex <> known_sex, cast(stated_sex as varchar), null),
            known := cast(known_sex as varchar)
        ),
        struct_pack(
            fact := 'village_code',
            said := if(stated_village <> known_village, stated_village, null),
            known := known_village
        )
    ], recursive := true)
from linked
where
    stated_nik <> nik
    or stated_card <> known_card
    or stated_name <> known_name
    or stated_birth <> known_birth
    or stated_sex <> known_sex
    or stated_village <> known_village
