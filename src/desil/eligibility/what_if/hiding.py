"""What may be shown of the parts of an answer, so that no figure tells of fewer than five families.

Of the families listed by the first scenario and by another, and of those that enter and leave, a
number from 1 to 4 is told as 1-4. As the four are bound by now = base + entering - leaving, and as
the parts add up to a whole that is told, a second number is widened wherever one alone would be
found by subtraction. Where a number is not told exactly, neither are the members and the rupiah.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desil.eligibility.what_if.effect import Effect
from desil.eligibility.what_if.groups import DISABILITY, Part

_MOST = 4  # the largest number that is told as 1-4


@dataclass(frozen=True, slots=True)
class Span:
    """A number of families that is from `low` to `high`."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Whether the number is told."""
        return self.low == self.high

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(max(self.low - other.high, 0), self.high - other.low)


_SMALL = Span(1, _MOST)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as it may be shown; members and rupiah are None where they would tell too much."""

    grouping: str
    key: str
    families: Span
    people: int | None
    rupiah: int | None
    entering: Span
    leaving: Span


def _is_small(number: int) -> bool:
    return 1 <= number <= _MOST


def spans_of(numbers: Mapping[str, int]) -> dict[str, Span]:
    """Each number of a whole that is told; where one alone is small, the smallest other is
    widened by as much."""
    small = [key for key, number in numbers.items() if _is_small(number)]
    found = {key: _SMALL if key in small else Span(n, n) for key, n in numbers.items()}
    others = sorted((n, key) for key, n in numbers.items() if n > _MOST)
    if len(small) == 1 and others:
        number, key = others[0]
        both = number + numbers[small[0]]
        found[key] = Span(both - _MOST, both - 1)
    return found


@dataclass(frozen=True, slots=True)
class _Four:
    """The four bound numbers of one part."""

    base: Span
    now: Span
    entering: Span
    leaving: Span

    @property
    def hidden(self) -> int:
        """How many of the four are not told."""
        four = (self.base, self.now, self.entering, self.leaving)
        return [s.is_exact for s in four].count(False)

    def widened(self) -> _Four:
        """The same, with a second number widened where one alone is not told; no number is below
        0, so that a way may come to nothing, and then the next one is taken."""
        if self.hidden != 1:
            return self
        flows = [
            replace(self, leaving=self.base + self.entering - self.now),
            replace(self, entering=self.now + self.leaving - self.base),
        ]
        if self.leaving.high < self.entering.high:
            flows.reverse()
        by_now = replace(self, now=self.base + self.entering - self.leaving)
        ways = [by_now, *flows] if self.now.is_exact else flows
        return next(way for way in ways if way.hidden == 2)


def _figures(parts: Iterable[Part], name: str, keys: Sequence[str]) -> dict[str, int]:
    known = {p.key: getattr(p, name) for p in parts}
    return {key: known.get(key, 0) for key in keys}


def _shown_grouping(now: Sequence[Part], base: Sequence[Part]) -> list[ShownPart]:
    """The parts of one grouping of a scenario beside those of the first scenario."""
    keys = list(dict.fromkeys(p.key for p in (*now, *base)))
    of_base = spans_of(_figures(base, "families", keys))
    of_now, entering, leaving = (
        spans_of(_figures(now, name, keys)) for name in ("families", "entering", "leaving")
    )
    own = {p.key: p for p in now}
    found = []
    for key in keys:
        four = _Four(of_base[key], of_now[key], entering[key], leaving[key]).widened()
        is_told = four.now.is_exact and four.entering.is_exact and four.leaving.is_exact
        part = own.get(key)
        people, rupiah = (part.people, part.rupiah) if part else (0, 0)
        found.append(
            ShownPart(
                (now or base)[0].grouping,
                key,
                four.now,
                people if is_told else None,
                rupiah if is_told else None,
                four.entering,
                four.leaving,
            )
        )
    return found


def _by_grouping(effect: Effect) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in (*effect.by_desil, *effect.by_village, *effect.by_group):
        found.setdefault(part.grouping, []).append(part)
    return found


def shown_parts(effect: Effect, first: Effect) -> dict[str, list[ShownPart]]:
    """The parts of an answer by grouping, as they may be shown beside the first scenario's.

    Disability is left out altogether where any of its numbers is small.
    """
    now, base = _by_grouping(effect), _by_grouping(first)
    found = {}
    for grouping in dict.fromkeys((*now, *base)):
        shown = _shown_grouping(now.get(grouping, []), base.get(grouping, []))
        is_whole = all(p.people is not None for p in shown)
        if grouping != DISABILITY or is_whole:
            found[grouping] = shown
    return found
