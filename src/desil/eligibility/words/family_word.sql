-- One row is one family of the newest release, with the values of all words of families.
-- The size of a family without members is not known. desil is the official national one; a family
-- without it is not ranked. p_desil_1_4 is in whole per cent, rounded down, and not known where the
-- run has no model.
-- Reads family, family_fact, family_decile, family_score, newest_release; writes family_word.
with official as (
    select family_decile.*
    from family_decile
    inner join newest_release using (release_date)
)

select
    family.* exclude (
        head_name, address, electricity_customer_id, stated_size, pbi_national, pbi_local,
        owns_assets, has_gas_cylinder, has_fridge, has_air_conditioner, has_water_heater,
        has_landline, has_flat_tv, has_gold, has_computer, has_motorcycle, has_bicycle, has_car,
        has_boat, has_motorboat, has_smartphone, has_other_land, has_other_house
    ),
    family.stated_size,
    (family.pbi_national = 1) as pbi_national,
    (family.pbi_local = 1) as pbi_local,
    (family.owns_assets = 1) as owns_assets,
    (family.has_gas_cylinder = 1) as has_gas_cylinder,
    (family.has_fridge = 1) as has_fridge,
    (family.has_air_conditioner = 1) as has_air_conditioner,
    (family.has_water_heater = 1) as has_water_heater,
    (family.has_landline = 1) as has_landline,
    (family.has_flat_tv = 1) as has_flat_tv,
    (family.has_gold = 1) as has_gold,
    (family.has_computer = 1) as has_computer,
    (family.has_motorcycle = 1) as has_motorcycle,
    (family.has_bicycle = 1) as has_bicycle,
    (family.has_car = 1) as has_car,
    (family.has_boat = 1) as has_boat,
    (family.has_motorboat = 1) as has_motorboat,
    (family.has_smartphone = 1) as has_smartphone,
    (family.has_other_land = 1) as has_other_land,
    (family.has_other_house = 1) as has_other_house,
    official.decile_national as desil,
    official.decile_national,
    official.decile_province,
    official.decile_city,
    official.decile_national is not null as ranked,
    score.indicative_national as desil_indicative,
    cast(score.desil_1_4_ppm // 10000 as smallint) as p_desil_1_4,
    score.desil_1_4_ppm,
    score.nearest_boundary,
    score.is_too_close,
    nullif(family.counted_size, 0) as size,
    family_fact.head_sex
from family
left join family_fact using (family_number)
left join official using (family_number)
left join family_score as score using (family_number)
