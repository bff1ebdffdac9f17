-- One row is one family of the newest release.
-- Reads release_family, family_decile, newest_release; writes family.
select
    family.*,
    family_decile.counted_size,
    family_decile.unranked_reason,
    'dtsen' as identity_source,
    family.release_date as identity_date,
    'dtsen' as dwelling_source,
    family.release_date as dwelling_date,
    'dtsen' as assets_source,
    family.release_date as assets_date
from release_family as family
inner join newest_release using (release_date)
inner join family_decile using (release_date, family_number)
