-- Views that the register's tables read: each release once, whatever deliveries it came in.
-- Where several deliveries have one reference date, they make one release together: a family and a
-- person each stand as the newest delivery that lists them has them. A partial delivery replaces
-- the kelurahan that it lists: families there that only an earlier delivery lists are left out,
-- with their members.
-- Reads dtsen_family, dtsen_person, dtsen_delivery.
create view delivered_family as
select
    family.* exclude (filename),
    delivery.release_date,
    delivery.delivery_number
from dtsen_family as family
inner join dtsen_delivery as delivery on family.filename = delivery.family_file;

create view delivered_person as
select
    person.* exclude (filename),
    delivery.release_date,
    delivery.delivery_number
from dtsen_person as person
inner join dtsen_delivery as delivery on person.filename = delivery.person_file;

create view shared_date as
select release_date
from dtsen_delivery
group by release_date
having count(*) > 1;

create view delivered_village as
select distinct
    release_date,
    delivery_number,
    village_code
from delivered_family;

create view replaced_family as
select distinct
    earlier.release_date,
    earlier.delivery_number,
    earlier.family_number
from delivered_family as earlier
inner join dtsen_delivery as delivery
    on
        earlier.release_date = delivery.release_date
        and earlier.delivery_number < delivery.delivery_number
        and delivery.is_partial
inner join delivered_village as replaced
    on
        delivery.delivery_number = replaced.delivery_number
        and earlier.village_code = replaced.village_code;

create view release_family as
select * from delivered_family
where release_date not in (select release_date from shared_date)
union all
select delivered_family.*
from delivered_family
anti join replaced_family using (release_date, delivery_number, family_number)
where release_date in (select release_date from shared_date)
qualify
    row_number() over (
        partition by release_date, family_number
        order by delivery_number desc
    ) = 1;

create view release_person as
select * from delivered_person
where release_date not in (select release_date from shared_date)
union all
select delivered_person.*
from delivered_person
anti join replaced_family using (release_date, delivery_number, family_number)
where release_date in (select release_date from shared_date)
qualify
    row_number() over (
        partition by release_date, nik
        order by delivery_number desc, family_number
    ) = 1;

create view newest_release as
select max(release_date) as release_date
from dtsen_delivery;
