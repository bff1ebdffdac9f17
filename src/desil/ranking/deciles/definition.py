"""What a decile is, said once in plain Python; a test holds the SQL to it.

A cut-off of tenth q is the lowest score up to which the reference population holds at least q
tenths of its weight. A score at a cut-off belongs to the lower decile. So equal scores have equal
deciles, and a population of one family, or of equal scores, stands in decile 1: no more than
nothing stands below it. A score that is not known, or not finite, has no decile, and neither has a
family without members.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, isfinite

from desil.dictionary.standing import CUTOFFS, decile_by
from desil.ranking.formula.model import MICRO

FARTHEST = 2_000


def fixed_point(score: float | None) -> int | None:
    """A score in log points as whole micro log points, half up.

    None where it is not finite, or beyond 2,000 log points, which is no welfare either.
    """
    if score is None or not isfinite(score) or abs(score) > FARTHEST:
        return None
    return floor(score * MICRO + 0.5)


def ranked_score_of(score: int | None, members: int | None) -> int | None:
    """The score that a family is ranked by; None where the release lists no member of it."""
    return score if members is not None and members > 0 else None


def cutoffs_of(scores: Sequence[int | None], weights: Sequence[int]) -> list[int] | None:
    """The nine cut-offs of a reference population; None where it weighs nothing.

    `scores` in micro log points; `weights` are whole and not negative.
    """
    known = _ordered_pairs(scores, weights)
    total = sum(weight for _, weight in known)
    if total == 0:
        return None
    found = []
    for tenth in CUTOFFS:
        running = 0
        for score, weight in known:
            running += weight
            if 10 * running >= tenth * total:
                found.append(score)
                break
    return found


def decile_of(score: int | None, cutoffs: Sequence[int] | None) -> int | None:
    """The decile of a score; None if unranked."""
    return None if score is None or not cutoffs else int(decile_by(score, cutoffs))


def percentile_of(
    score: int | None, scores: Sequence[int | None], weights: Sequence[int]
) -> int | None:
    """1 and the whole hundredths of the reference's weight that lie below a score, at most 100."""
    known = _ordered_pairs(scores, weights)
    total = sum(weight for _, weight in known)
    if score is None or total == 0:
        return None
    below = sum(weight for other, weight in known if other < score)
    return min(1 + 100 * below // total, 100)


def standings(
    scores: Sequence[int | None], weights: Sequence[int]
) -> list[tuple[int | None, int | None]]:
    """Decile and percentile of every family in its own population."""
    cutoffs = cutoffs_of(scores, weights)
    return [(decile_of(s, cutoffs), percentile_of(s, scores, weights)) for s in scores]


def _ordered_pairs(scores: Sequence[int | None], weights: Sequence[int]) -> list[tuple[int, int]]:
    pairs = zip(scores, weights, strict=True)
    return sorted((score, weight) for score, weight in pairs if score is not None)
