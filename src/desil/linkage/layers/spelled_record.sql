-- One row is one record that is not linked yet, with its names in one spelling: its own, the one
-- that stands behind ALIAS, and the first word of the mother's.
-- Reads named_record, canonical_name; writes spelled_record.
select
    named_record.record_number,
    own.canonical,
    aliases.canonical as alias,
    split_part(mothers.canonical, ' ', 1) as mother
from named_record
left join canonical_name as own on named_record.main_name = own.name
left join canonical_name as aliases on named_record.other_name = aliases.name
left join canonical_name as mothers on named_record.mother_name = mothers.name
