-- one row is: one family of one kelurahan that a work list holds, RW by RW, then RT by RT, the most
-- urgent first; `total` is how many there are on the list
-- reads: family, family_score, family_decile
-- writes: nothing
-- binds: publication_id, release_date, village_code, rw_in_address, rt_in_address,
-- worklist, rw (NULL for any), boundary,
-- too_close_ppm, contradiction_ppm, page_size, page_start
with judged as (
    select
        family.family_number,
        family.village_code,
        family.head_name,
        family.address,
        lpad(
            coalesce(substring(upper(family.address) from '\m' || :rw_in_address), ''), 3, '0'
        ) as rw,
        lpad(
            coalesce(substring(upper(family.address) from '\m' || :rt_in_address), ''), 3, '0'
        ) as rt,
        family_decile.decile_national,
        family_score.indicative_national,
        family_score.desil_1_4_ppm,
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
    family_number,
    village_code,
    head_name,
    address,
    rw,
    rt,
    decile_national,
    indicative_national,
    desil_1_4_ppm,
    count(*) over () as total
from judged
where
    (
        (:worklist = 'belum-diperingkat' and decile_national is null)
        or (
            :worklist = 'bertentangan'
            and decile_national is not null
            and agreement_ppm < :contradiction_ppm
        )
        or (:worklist = 'kunjungan' and gain_ppm >= :too_close_ppm)
    )
    and (cast(:rw as text) is null or rw = :rw)
order by
    rw,
    rt,
    case :worklist
        when 'belum-diperingkat' then -desil_1_4_ppm
        when 'bertentangan' then agreement_ppm
        else -gain_ppm
    end,
    family_number
limit :page_size offset :page_start
