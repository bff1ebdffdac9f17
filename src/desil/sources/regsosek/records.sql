-- One row is one member of a household as the survey met it.
-- Reads delivered_person, delivered_household; writes record.
select
    person.household_id || '-' || person.member_number as record_id,
    number_of(person.nik) as nik,
    cast(null as bigint) as family_number,
    person.name,
    person.birth_date,
    person.sex,
    person.relationship,
    household.village_code,
    household.address,
    cast(null as varchar) as mother_name,
    person.reference_date as seen_date
from delivered_person as person
left join delivered_household as household using (household_id)
