-- One row is one doubtful pair that nobody has judged yet, with both sides; those that would change
-- most first.
-- Reads doubt, decision.
select doubt.*
from doubt
anti join decision
    on
        doubt.source = decision.source
        and doubt.record_id = decision.record_id
        and (decision.is_same or doubt.nik = decision.nik)
order by doubt.stake desc, doubt.share_ppm desc, doubt.source, doubt.record_id, doubt.nik
