-- One row is one family of the newest release, with every fact that a model may name; an answer
-- that is not known is NULL, a code of 101 or above stands for a set of codes.
-- Without a meter the power is not asked, without a toilet neither its type nor where it drains:
-- code 0, which is an answer.
-- Members are those that the release lists; of a family without any, nothing about members is known
-- (LEAST would pass over the missing number and give 10). Ages are completed years on the release
-- date; where a member's birth date is not known, the number of children and of the aged is not
-- known either.
-- Whether children under 10 work is not asked.
-- The RW is the one that the family's address names, as everywhere (dictionary/rules/rw.py).
-- Reads family, person, newest_release; writes family_fact.
with member as (
    select
        person.family_number,
        person.relationship,
        person.sex,
        person.highest_diploma,
        person.is_working,
        person.work_status,
        case
            when person.birth_date <= newest_release.release_date
                then
                    extract(year from newest_release.release_date)
                    - extract(year from person.birth_date)
                    - case
                        when
                            extract(month from newest_release.release_date) * 100
                            + extract(day from newest_release.release_date)
                            < extract(month from person.birth_date) * 100
                            + extract(day from person.birth_date)
                            then 1
                        else 0
                    end
        end as age
    from person
    cross join newest_release
),

composition as (
    select
        family_number,
        count(*) as members,
        count(age) as members_of_known_age,
        sum(case when age <= 14 then 1 else 0 end) as children,
        sum(case when age >= 65 then 1 else 0 end) as aged,
        sum(case when is_working = 1 then 1 else 0 end) as working,
        sum(case when is_working is null and (age >= 10 or age is null) then 1 else 0 end)
            as of_unknown_work,
        min(case when relationship = 1 then sex end) as head_sex,
        max(case when relationship = 1 then age end) as head_age,
        min(case when relationship = 1 then highest_diploma end) as head_education,
        min(
            case
                when relationship = 1 and work_status is not null then work_status
                when relationship = 1 and is_working = 2 then 0
            end
        ) as head_work
    from member
    group by family_number
)

select
    family.family_number,
    family.province_code,
    family.city_code,
    family.village_code,
    nullif(regexp_extract(upper(family.address), '\bRW[ .:/]*0*([0-9]{1,3})', 1), '') as rw,
    coalesce(composition.members, 0) as counted_size,
    family.house_tenure,
    family.floor_material,
    family.floor_area_m2,
    family.wall_material,
    family.roof_material,
    family.drinking_water,
    family.lighting,
    coalesce(
        family.electric_power, case when family.lighting in (2, 3, 4) then 0 end
    ) as electric_power,
    family.cooking_fuel,
    family.toilet_facility,
    coalesce(family.toilet_type, case when family.toilet_facility = 6 then 0 end) as toilet_type,
    coalesce(
        family.sewage_disposal, case when family.toilet_facility = 6 then 0 end
    ) as sewage_disposal,
    family.owns_assets,
    family.has_gas_cylinder,
    family.has_fridge,
    family.has_air_conditioner,
    family.has_water_heater,
    family.has_landline,
    family.has_flat_tv,
    family.has_gold,
    family.has_computer,
    family.has_motorcycle,
    family.has_bicycle,
    family.has_car,
    family.has_boat,
    family.has_motorboat,
    family.has_smartphone,
    family.has_other_land,
    family.has_other_house,
    family.cattle_count,
    family.buffalo_count,
    family.horse_count,
    family.pig_count,
    family.goat_sheep_count,
    case when composition.members > 10 then 10 else composition.members end as size,
    case
        when composition.members = composition.members_of_known_age
            then least(composition.children, 4)
    end as children_0_14,
    case
        when composition.members = composition.members_of_known_age
            then least(composition.aged, 2)
    end as aged_65,
    case
        when composition.of_unknown_work = 0 then least(composition.working, 4)
    end as working_members,
    composition.head_sex,
    case
        when composition.head_age < 25 then 1
        when composition.head_age < 45 then 2
        when composition.head_age < 65 then 3
        when composition.head_age >= 65 then 4
    end as head_age_band,
    composition.head_age,
    composition.head_education,
    composition.head_work,
    case
        when family.floor_area_m2 < 30 then 1
        when family.floor_area_m2 < 45 then 2
        when family.floor_area_m2 < 70 then 3
        when family.floor_area_m2 < 110 then 4
        when family.floor_area_m2 >= 110 then 5
    end as floor_area_band
from family
left join composition using (family_number)
