"""Small counts hidden: what is told of one kelurahan and desil, and of one programme there.

Every answer rests on the counts of that one kelurahan and desil alone, and is the same whatever the
small counts are: so no total, no other cell and no other release can tell them apart (ADR 11). The
partner that would give a small count away by subtraction becomes a range as well: partial cell
suppression (Fischetti and Salazar-González 2003, Statistics and Computing 13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desil.open_data.policy import Policy


@dataclass(frozen=True, slots=True)
class Range:
    """What a count may be, both ends included; one number where they are equal."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        """Whether it is told."""
        return self.least == self.most

    def __add__(self, other: Range) -> Range:
        return Range(self.least + other.least, self.most + other.most)


NONE = Range(0, 0)


def exactly(count: int) -> Range:
    """A count that is told."""
    return Range(count, count)


def published_total(families: int, policy: Policy) -> Range:
    """What is told of the families of one desil in one kelurahan."""
    return Range(1, policy.threshold - 1) if policy.is_small(families) else exactly(families)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is told of a programme there: of each part of the eligible (listed and waiting, or all
    of them as the only part), and of the eligible together."""

    parts: tuple[Range, ...]
    eligible: Range


def _summed(parts: Sequence[Range]) -> Parts:
    return Parts(tuple(parts), sum(parts, NONE))


def _of_few(families: int, parts: Sequence[int], policy: Policy) -> Parts:
    """Where the families themselves are few: only whether any is eligible."""
    if not any(parts):
        return _summed([NONE] * len(parts))
    eligible = Range(1, policy.threshold - 1)
    told = [eligible] if len(parts) == 1 else [Range(0, policy.threshold - 1)] * len(parts)
    return Parts(tuple(told), eligible)


def published_parts(families: int, parts: Sequence[int], policy: Policy) -> Parts:
    """What is told of a programme among `families` of one desil in one kelurahan; `parts` are its
    listed and its waiting, or its eligible alone. The rest of the families, who are not eligible,
    are a count as well: nobody tells it, but anybody can subtract.

    ValueError where the parts are more than the families.
    """
    small, few, rest = policy.is_small, policy.threshold - 1, families - sum(parts)
    if rest < 0:
        raise ValueError(f"{sum(parts)} layak di antara {families} keluarga")
    if families < policy.threshold:
        return _of_few(families, parts, policy)
    hidden = [p for p in parts if small(p)]
    if not hidden and not small(rest):
        return _summed([exactly(p) for p in parts])
    # The rest takes up whatever the small parts may be, and is large all the same.
    if hidden and rest + sum(hidden) - few * len(hidden) >= policy.threshold:
        return _summed([Range(1, few) if small(p) else exactly(p) for p in parts])
    # The rest is small: the last part that there is takes it up.
    if not hidden:
        place = max(i for i, p in enumerate(parts) if p)
        both = rest + parts[place]
        if both - few >= policy.threshold:
            told = [exactly(p) for p in parts]
            told[place] = Range(both - few, both - 1)
            return _summed(told)
    # Nobody is left over and one part is small: the other takes it up.
    if rest == 0 and len(hidden) == 1 and len(parts) > 1 and families - few >= policy.threshold:
        large = Range(families - few, families - 1)
        told = [Range(1, few) if small(p) else large for p in parts]
        return Parts(tuple(told), exactly(families))
    return Parts((Range(0, families),) * len(parts), Range(0, families))
