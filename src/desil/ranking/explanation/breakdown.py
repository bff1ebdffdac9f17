"""One family's rank, taken apart: everything that the sentences and the pages tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from desil.dictionary.columns.units import with_unit
from desil.dictionary.label import Label
from desil.ranking.explanation.contributions import parts_of, points_of_families
from desil.ranking.facts.catalogue import KNOWN_FACTS, KnownFact
from desil.ranking.formula.model import Model

Answers = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a group of facts comes from, and when it was seen."""

    source: str
    seen: date | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one fact adds to the score beside the average family, in micro log points.

    `answer` is the stored answer (None: not known); `points` what it counts.
    """

    fact: str
    label: Label
    answer: int | None
    answer_label: Label | None
    points: int
    micro: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Standing:
    """A family's row of scores: see `dictionary.columns.ranking.FAMILY_SCORES`."""

    score: int | None
    decile: int | None
    reason: str
    poor_ppm: int | None
    boundary: int | None
    distance: int | None
    is_too_close: bool
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Official:
    """The official decile and the release that gave it."""

    decile: int | None
    release: date


@dataclass(frozen=True, slots=True)
class RankExplanation:
    """One family's rank: baseline + the contributions of all facts = score, exactly."""

    model_name: str
    model_version: str
    official: Official
    standing: Standing
    baseline: int
    contributions: tuple[Contribution, ...]

    @property
    def weightiest(self) -> tuple[Contribution, ...]:
        """The contributions, the weightiest first; of two alike the model's earlier fact."""
        return tuple(sorted(self.contributions, key=lambda c: -abs(c.micro)))

    @property
    def unknown(self) -> tuple[Contribution, ...]:
        """The facts that are not known."""
        return tuple(c for c in self.contributions if c.answer is None)


def contributions_of(
    model: Model,
    means: Mapping[str, int],
    answers: Answers,
    provenance: Mapping[tuple[str, str], Provenance],
) -> tuple[tuple[Contribution, ...], int]:
    """What each fact of a family adds, in the model's order, and what is left over beside them.

    `provenance` by table and group.
    """
    one = {f.name: pa.array([answers.get(f.name)], pa.int64()) for f in model.facts}
    points, left = points_of_families(parts_of(model), pa.RecordBatch.from_pydict(one))
    told = tuple(
        _contribution(fact.name, answers.get(fact.name), int(own), means[fact.name], provenance)
        for fact, own in zip(model.facts, points[:, 0], strict=True)
    )
    return told, int(left[0])


def _contribution(
    name: str,
    answer: int | None,
    points: int,
    mean: int,
    provenance: Mapping[tuple[str, str], Provenance],
) -> Contribution:
    known = KNOWN_FACTS[name]
    origin = provenance.get((known.table, known.group), Provenance("", None))
    label = answer_label(known, answer)
    return Contribution(name, known.label, answer, label, points, points - mean, origin)


def answer_label(known: KnownFact, answer: int | None) -> Label | None:
    """An answer in words; None where it is not known."""
    if answer is None:
        return None
    if known.codes is not None and answer in known.codes.stored_values:
        return known.codes.label_of(answer)
    return with_unit(answer, known.unit)


def explained(
    model: Model,
    means: Sequence[tuple[str, int]],
    answers: Answers,
    provenance: Mapping[tuple[str, str], Provenance],
    standing: Standing,
    official: Official,
) -> RankExplanation:
    """A family's rank, taken apart; `means` as `ranking_fact` has them."""
    by_fact = dict(means)
    contributions, left = contributions_of(model, by_fact, answers, provenance)
    return RankExplanation(
        model.name,
        model.version,
        official,
        standing,
        model.intercept + sum(by_fact.values()) + left,
        contributions,
    )
