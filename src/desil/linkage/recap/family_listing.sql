-- One row is one family of the newest release that other sources list: how many of its members each
-- of them lists.
-- Reads made_link, known_person; writes family_listing.
with person_listing as (
    select
        nik,
        bool_or(source = 'dukcapil') as dukcapil,
        bool_or(source = 'dtks') as dtks,
        bool_or(source = 'regsosek') as regsosek,
        bool_or(source = 'p3ke') as p3ke,
        bool_or(source = 'pln') as pln,
        bool_or(source = 'asn') as asn,
        bool_or(source = 'bpjs_tk') as bpjs_tk,
        bool_or(source = 'penerima') as penerima
    from made_link
    where is_in_release
    group by nik
)

select
    lpad(cast(known_person.family_number as varchar), 16, '0') as family_number,
    min(known_person.village_code) as village_code,
    count(*) filter (person_listing.dukcapil) as dukcapil,
    count(*) filter (person_listing.dtks) as dtks,
    count(*) filter (person_listing.regsosek) as regsosek,
    count(*) filter (person_listing.p3ke) as p3ke,
    count(*) filter (person_listing.pln) as pln,
    count(*) filter (person_listing.asn) as asn,
    count(*) filter (person_listing.bpjs_tk) as bpjs_tk,
    count(*) filter (person_listing.penerima) as penerima
from person_listing
inner join known_person using (nik)
group by known_person.family_number
