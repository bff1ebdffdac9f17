-- One row is one member of a family of the newest release, with the values of all words of members.
-- Age is in completed years on the reference day. What no linked source says is not so: a person
-- whom no list names is no civil servant, is not dead and has no recorded wage.
-- Reads person, person_evidence, reference_day; writes member_word.
select
    person.* exclude (nik, name) replace (
        (person.pbi_national = 1) as pbi_national,
        (person.pbi_local = 1) as pbi_local,
        (person.is_working = 1) as is_working,
        (person.has_business = 1) as has_business
    ),
    person.nik,
    case
        when person.birth_date <= reference_day.on_date
            then cast(
                extract(year from reference_day.on_date)
                - extract(year from person.birth_date)
                - case
                    when
                        extract(month from reference_day.on_date) * 100
                        + extract(day from reference_day.on_date)
                        < extract(month from person.birth_date) * 100
                        + extract(day from person.birth_date)
                        then 1
                    else 0
                end as smallint
            )
    end as age,
    coalesce(evidence.is_dead = 1, false) as recorded_dead,
    coalesce(evidence.is_moved = 1, false) as recorded_moved,
    not coalesce(evidence.is_dead = 1 or evidence.is_moved = 1, false) as present,
    coalesce(evidence.is_civil_servant = 1, false) as civil_servant,
    evidence.wage as stated_wage,
    evidence.wage is not null as waged,
    not coalesce(evidence.is_unmatched = 1, false) as matched
from person
left join person_evidence as evidence using (nik)
cross join reference_day
