"""`desil ranking`: the commands on surveys and those on the register, in one group."""

from __future__ import annotations

from desil.cli.commands import ranking_survey
from desil.cli.commands.ranking import ranking as ranking

for verb in (ranking_survey.fit, ranking_survey.evaluate):
    ranking.command()(verb)
