-- One row is one kind of finding and reason, with how often it was found.
-- Reads integration_finding; writes integration_count.
select
    finding,
    reason,
    source,
    count(*) as found,
    count(distinct nik) as people,
    count(distinct family_number) as families
from integration_finding
group by finding, reason, source
