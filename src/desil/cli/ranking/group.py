"""`desil ranking`: the commands on surveys and those on the register, in one group."""

from __future__ import annotations

from desil.cli.ranking import judged, shortened, survey, visits
from desil.cli.ranking.models import ranking as ranking

for verb in (
    survey.fit,
    survey.evaluate,
    judged.judge,
    shortened.shorten,
    visits.visits,
    visits.visits_found,
):
    ranking.command()(verb)
