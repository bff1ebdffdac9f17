-- One row is one pair of a record without a link, and whether another record of the same delivery
-- is linked to its person.
-- Reads asked_pair, made_link; writes contested_pair.
with linked_person as (
    select distinct
        source,
        delivery_id,
        nik
    from made_link
    where nik in (select nik from asked_pair)
)

select
    asked_pair.*,
    linked_person.nik is not null as is_taken
from asked_pair
left join linked_person using (source, delivery_id, nik)
