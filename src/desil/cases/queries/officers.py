"""Whose families with corrections stand just under the boundary: one statement for one officer and
for all, within the reader's territory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import comb

from django.db import connection

from desil.cases.queries.statements import statement
from desil.dictionary.rules.priority_deciles import priority_deciles

NEAR_MICRO = 50_000  # .05 log points: so near that a smooth density hardly changes
_SURE = 0.01
LEAST_FAMILIES = 11  # with fewer near the boundary, chance alone explains much


def are_many_below(below: int, above: int) -> bool:
    """Whether so many families stand just below a boundary rather than just above it that chance
    gives it less than once in a hundred: the exact sign test, one-sided. Where the density is
    smooth, either side is as likely (the idea of McCrary 2008, for few families)."""
    tried = below + above
    tail = sum(comb(tried, k) for k in range(below, tried + 1))
    return tried > 0 and tail < _SURE * 2**tried


@dataclass(frozen=True, slots=True)
class OfficerAtBoundary:
    """Who recorded (as the log names them), and their families with corrections just below and
    just above the boundary; `is_marked` where chance gives so many below less than once in a
    hundred (`are_many_below`)."""

    entered_by: str
    below: int
    above: int

    @property
    def is_marked(self) -> bool:
        """Whether it is more than chance; a sign, not a proof."""
        return are_many_below(self.below, self.above)


def officers_at_boundary(*, until: datetime, entered_by: str = "") -> list[OfficerAtBoundary]:
    """Officers with `LEAST_FAMILIES` families or more near the boundary in the year before
    `until`; the marked ones first. With `entered_by` that one alone, however few."""
    binds: dict[str, datetime | int | str] = {
        "entered_by": entered_by,
        "until": until,
        "boundary": priority_deciles().first,
        "near_micro": NEAR_MICRO,
        "least_families": 0 if entered_by else LEAST_FAMILIES,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement("under_boundary"), binds)
        found = [OfficerAtBoundary(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda o: (not o.is_marked, o.above - o.below, o.entered_by))
