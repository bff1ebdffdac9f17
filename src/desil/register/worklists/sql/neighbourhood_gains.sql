-- one row is: one RW of one kelurahan, the one where visits put most families right first; for each
-- work list how many families it holds there, and `gain_milli`, the families that visits are
-- expected to put right, in thousandths
-- reads: family, family_score, family_decile
-- writes: nothing
-- binds: publication_id, release_date, village_code, rw_in_address,
-- boundary, too_close_ppm, contradiction_ppm
with judged as (
    select
        lpad(
            coalesce(substring(upper(family.address) from '\m' || :rw_in_address), ''), 3, '0'
        ) as rw,
        family_decile.decile_national,
        case
            when family_decile.decile_national <= :boundary then family_score.desil_1_4_ppm
            else 1000000 - family_score.desil_1_4_ppm
        end as agreement_ppm,
        least(family_score.desil_1_4_ppm, 1000000 - family_score.desil_1_4_ppm) as gain_ppm
    from family
    inner join family_score
        on
            family.publication_id = family_score.publication_id
            and family.family_number = family_score.family_number
    inner join family_decile
        on
            family.publication_id = family_decile.publication_id
            and family.family_number = family_decile.family_number
    where
        family.publication_id = :publication_id
        and family.village_code = :village_code
        and family_decile.release_date = :release_date
        and family_score.indicative_reason = ''
)

select
    rw,
    count(*) as families,
    count(*) filter (where decile_national is null) as unranked,
    count(*) filter (
        where decile_national is not null and agreement_ppm < :contradiction_ppm
    ) as contradicting,
    count(*) filter (where gain_ppm >= :too_close_ppm) as worth_visiting,
    cast(
        coalesce(sum(gain_ppm) filter (where gain_ppm >= :too_close_ppm), 0) / 1000 as integer
    ) as gain_milli
from judged
group by rw
order by gain_milli desc, rw asc
