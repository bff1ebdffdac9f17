"""One family's rank, taken apart: everything that the sentences and the pages tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desil.dictionary.label import Label
from desil.ranking.facts.known import KNOWN_FACTS, KnownFact
from desil.ranking.formula.model import Fact, Model
from desil.ranking.scoring.answers import AnswerTable, answer_tables, points_of

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
class Told:
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
) -> tuple[Contribution, ...]:
    """What each fact of a family adds, in the model's order; `provenance` by table and group."""
    tables = {t.fact.name: t for t in answer_tables(model)}
    return tuple(
        _contribution(fact, tables.get(fact.name), means[fact.name], answers, provenance)
        for fact in model.facts
    )


def _contribution(
    fact: Fact,
    table: AnswerTable | None,
    mean: int,
    answers: Answers,
    provenance: Mapping[tuple[str, str], Provenance],
) -> Contribution:
    known = KNOWN_FACTS[fact.name]
    answer = answers.get(fact.name)
    points = points_of(fact, table, answer).points
    origin = provenance.get((known.table, known.group), Provenance("", None))
    return Contribution(
        fact.name, known.label, answer, answer_label(known, answer), points, points - mean, origin
    )


def answer_label(known: KnownFact, answer: int | None) -> Label | None:
    """An answer in words; None where it is not known."""
    if answer is None:
        return None
    if known.codes is not None and answer in known.codes.stored_values:
        return known.codes.label_of(answer)
    said = f"{answer} {known.unit}".strip()
    return Label(said, said)


def explained(
    model: Model,
    means: Sequence[tuple[str, int]],
    answers: Answers,
    provenance: Mapping[tuple[str, str], Provenance],
    standing: Standing,
    official: Official,
) -> Told:
    """A family's rank, taken apart; `means` as `ranking_fact` has them."""
    by_fact = dict(means)
    return Told(
        model.name,
        model.version,
        official,
        standing,
        model.intercept + sum(by_fact.values()),
        contributions_of(model, by_fact, answers, provenance),
    )
