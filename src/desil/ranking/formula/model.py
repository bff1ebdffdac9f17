"""A model as a population is scored by it: points per answer, everything in micro log points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desil.dictionary.label import Label
from desil.ranking.formula.pairs_and_trees import Forest, PairedFacts

MICRO = 1_000_000
UNIT = "micro log points"
SHARE_UNIT = 1_000_000  # shares are parts per million
DEFAULT_WIDEST = 700_000  # a score known no better than this says nothing: exp(.7) is a factor 2


class MissingPolicy(StrEnum):
    """How an answer that is not known counts."""

    EXPECTED = "expected"  # by its expected points, with bounds
    COUNTS_ZERO = "counts_zero"  # zero points: only for a formula that was made that way


class Level(StrEnum):
    """The population that a decile divides into tenths."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class CodedFact:
    """A fact whose answer is a code. `shares`: parts per million of each code in the survey.

    `absent` is what a question that was not asked counts (a meter's power where there is no meter),
    as the survey had such families. An answer that is not known is another matter.
    """

    name: str
    of: str
    label: Label
    points: Mapping[int, int]
    shares: Mapping[int, int] = field(default_factory=dict)
    absent: int | None = None


@dataclass(frozen=True, slots=True)
class BandedFact:
    """A fact in bands: band i (from 0) holds edges[i-1] <= x < edges[i]. `shares` by band."""

    name: str
    of: str
    label: Label
    edges: tuple[int, ...]
    points: tuple[int, ...]
    shares: tuple[int, ...] = ()
    absent: int | None = None


@dataclass(frozen=True, slots=True)
class SlopedFact:
    """A fact that counts `slope` a unit.

    An unknown number counts as `mean`, between `least` and `most`; where the model tells none of
    the three, a family without the answer stays unranked. A number beyond them counts as the
    nearer one: a line is known only where it was fitted.
    """

    name: str
    of: str
    label: Label
    slope: int
    unit: str
    mean: int | None = None
    least: int | None = None
    most: int | None = None


Fact = CodedFact | BandedFact | SlopedFact


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Nine dated cut-offs of one level, ascending, with where they come from."""

    level: Level
    values: tuple[int, ...]
    valid_from: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Residuals:
    """What the model leaves unexplained, by score region: how welfare less score is spread.

    Region i holds the scores edges[i-1] <= s < edges[i]; `quantiles[i]` are evenly spaced, the
    j-th of n standing at (j + 1/2) / n. `cutoffs`: the nine tenths of welfare itself, where they
    differ from the tenths of the score. `origin` says how it was come by.
    """

    edges: tuple[int, ...]
    quantiles: tuple[tuple[int, ...], ...]
    origin: str
    cutoffs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A whole model. `version`: 12 hex digits over its text."""

    name: str
    kind: str
    version: str
    intercept: int
    facts: tuple[Fact, ...]
    missing: MissingPolicy
    widest: int
    cutoffs: tuple[Cutoffs, ...]
    residuals: Residuals | None
    fitted_on: Mapping[str, object]
    accuracy: Mapping[str, object]
    pairs: tuple[PairedFacts, ...] = ()
    trees: Forest | None = None

    def fact(self, name: str) -> Fact:
        """The fact called `name`; KeyError when the model does not have it."""
        return {f.name: f for f in self.facts}[name]

    def cutoffs_on(self, day: date, level: Level) -> Cutoffs | None:
        """The cut-offs of a level in force on a day: the newest that had begun; None if none."""
        begun = [
            c for c in self.cutoffs
            if c.level is level and (c.valid_from is None or c.valid_from <= day)
        ]  # fmt: skip
        return max(begun, key=lambda c: c.valid_from or date.min, default=None)
