-- One row is one pair of a record without a link, and its `context`: what the links of the other
-- records of the same delivery say. It is the sum of 6 where another record is linked to the
-- person, 3 where the person is of the release, and of what the stated card says: 2 where another
-- record with it is linked to the person's family, 1 where others are linked to other families
-- alone, 0 where none is linked.
-- Reads asked_pair, made_link, known_person; writes contested_pair.
with linked_person as (
    select distinct
        source,
        delivery_id,
        nik
    from made_link
    where nik in (select nik from asked_pair)
),

card_family as (
    select distinct
        made_link.source,
        made_link.delivery_id,
        made_link.stated_family_number,
        known_person.family_number
    from made_link
    inner join known_person using (nik)
    where made_link.stated_family_number in (select stated_family_number from asked_pair)
),

card as (
    select distinct
        source,
        delivery_id,
        stated_family_number
    from card_family
)

select
    asked_pair.*,
    linked_person.nik is not null as is_taken,
    cast(
        if(linked_person.nik is not null, 6, 0)
        + if(asked_pair.is_in_release, 3, 0)
        + case
            when card_family.family_number is not null then 2
            when card.stated_family_number is not null then 1
            else 0
        end as tinyint
    ) as context
from asked_pair
left join linked_person using (source, delivery_id, nik)
left join card using (source, delivery_id, stated_family_number)
left join known_person on asked_pair.nik = known_person.nik
left join card_family
    on
        asked_pair.source = card_family.source
        and asked_pair.delivery_id = card_family.delivery_id
        and asked_pair.stated_family_number = card_family.stated_family_number
        and known_person.family_number = card_family.family_number
