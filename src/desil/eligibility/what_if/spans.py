"""Numbers of families that are told as from-to."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 4  # the largest number that is told as 1-4
_BAND = MOST + 1


@dataclass(frozen=True, slots=True)
class Span:
    """A number of families that is from `low` to `high`."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Whether the number is told."""
        return self.low == self.high


def is_small(number: int) -> bool:
    """Whether a number is told as 1-4."""
    return 1 <= number <= MOST


def exactly(number: int) -> Span:
    """A number that is told."""
    return Span(number, number)


def band_of(number: int) -> Span:
    """The five numbers among which one is told: 1-4 (and not 0), 5-9, 10-14 and so on. Nobody is
    told as nobody."""
    low = number // _BAND * _BAND
    return Span(max(low, 1), low + MOST) if number else Span(0, 0)
