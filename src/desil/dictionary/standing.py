"""Where a family stands in a release: one of ten deciles, unranked, or absent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

DECILE_NUMBERS = range(1, 11)
CUTOFFS = range(1, 10)
"""The boundaries between the ten deciles: cut-off 4 lies between decile 4 and decile 5."""

UNRANKED = "unranked"
STANDINGS: tuple[str, ...] = (*map(str, DECILE_NUMBERS), UNRANKED)
"""In the names of columns."""

STANDING_UNRANKED = 0
"""A family without an official decile, where standings are numbers 1 to 10."""
STANDING_ABSENT = -1
"""A family that a release does not list: it entered since, or has left."""

DECILES: tuple[str, ...] = ("decile_national", "decile_province", "decile_city")
"""The columns of the official deciles."""


def decile_by(score: Any, cutoffs: Iterable[Any]) -> Any:
    """The decile of a score: one more than the cut-offs below it, so that a score at a cut-off
    belongs to the lower decile. For one number, or for an array of them."""
    return 1 + sum(score > cutoff for cutoff in cutoffs)


def decile_sql(score: str, row: str) -> str:
    """`decile_by` in SQL, for a score and a row with the columns `cutoff_1` to `cutoff_9`.

    1 where the score is null or the row has no cut-offs: whoever uses it looks for those first.
    """
    above = (f"case when {score} > {row}.cutoff_{number} then 1 else 0 end" for number in CUTOFFS)
    return f"(1 + {' + '.join(above)})"
