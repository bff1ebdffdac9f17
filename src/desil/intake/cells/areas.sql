-- Area codes. Without dots a Kemendagri code looks like a BPS code, and some of them are another
-- kelurahan's BPS code: the names beside the code settle which is meant.
-- Maps: bps_village and kemendagri_village give the letters of a kelurahan's name by its ten
-- digits, bps_district and kemendagri_district those of its kecamatan.

create or replace macro area_of(raw) as
    case
        when regexp_full_match(raw, '[0-9]+') then raw
        else text_of(regexp_replace(trim(raw), '\.0$', ''))
    end;

create or replace macro shaped_area(raw, digits) as
    case
        when length(area_of(raw)) = digits and regexp_full_match(area_of(raw), '[0-9]+')
            then area_of(raw)
    end;

create or replace macro area_shape_rule(raw, value) as
    case
        when raw is null or value is not null or is_missing_mark(raw) then null
        when regexp_full_match(trim(raw), '[0-9]{2}(\.[0-9]{2}){1,2}(\.[0-9]{4})?')
            then 'wilayah_kemendagri'
        else 'wilayah_salah_bentuk'
    end;

create or replace macro known_village(raw) as
    case
        when getvariable('bps_village')[area_of(raw)] is not null then area_of(raw)
    end;

create or replace macro named_otherwise_rule(code, village, district) as
    case
        when letters_of(village) = getvariable('bps_village')[code] then null
        when getvariable('kemendagri_village')[code] is null
            then case when village is not null then 'wilayah_beda_nama' end
        when letters_of(village) = getvariable('kemendagri_village')[code]
            then 'wilayah_kemendagri'
        -- both kelurahan may lie in one kecamatan, which then settles nothing
        when getvariable('bps_district')[code] = getvariable('kemendagri_district')[code]
            then case when village is not null then 'wilayah_bentrok' end
        when letters_of(district) = getvariable('bps_district')[code]
            then case when village is not null then 'wilayah_beda_nama' end
        when letters_of(district) = getvariable('kemendagri_district')[code]
            then 'wilayah_kemendagri'
        when village is not null or district is not null then 'wilayah_bentrok'
    end;

create or replace macro village_rule(raw, value, village, district) as
    case
        when raw is null then null
        when value is not null
            then case
                when replace(lower(village), ' ', '') = getvariable('bps_village')[value] then null
                else named_otherwise_rule(value, text_of(village), text_of(district))
            end
        when is_missing_mark(raw) then null
        when getvariable('kemendagri_village')[replace(area_of(raw), '.', '')] is not null
            then 'wilayah_kemendagri'
        when area_shape_rule(raw, shaped_area(raw, 10)) is not null
            then area_shape_rule(raw, shaped_area(raw, 10))
        else 'wilayah_tak_dikenal'
    end;
