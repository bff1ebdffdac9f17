-- One row is one family of the newest release.
-- Accepted corrections stand in it until a newer release says otherwise (corrections/).
-- Reads corrected_family, family_decile; writes family.
select
    family.*,
    family_decile.counted_size,
    family_decile.unranked_reason,
    if(family.identity_corrected is null, 'dtsen', 'koreksi') as identity_source,
    coalesce(family.identity_corrected, family.release_date) as identity_date,
    if(family.dwelling_corrected is null, 'dtsen', 'koreksi') as dwelling_source,
    coalesce(family.dwelling_corrected, family.release_date) as dwelling_date,
    if(family.assets_corrected is null, 'dtsen', 'koreksi') as assets_source,
    coalesce(family.assets_corrected, family.release_date) as assets_date
from corrected_family as family
inner join family_decile using (release_date, family_number)
