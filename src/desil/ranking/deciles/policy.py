"""How a population is ranked: what is recorded with every run that has deciles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pyarrow as pa

from desil.dictionary.standing import CUTOFFS
from desil.ranking.formula.model import Level, Model


class Weighting(StrEnum):
    """Whom the tenths of a population count."""

    FAMILIES = "families"
    PERSONS = "persons"


class Method(StrEnum):
    """How a cut-off is come by."""

    GIVEN = "given"  # told by the model, with date and reference
    ANCHORED = "anchored"  # as many ranked families below it as the official deciles have
    TENTHS = "tenths"  # a tenth of the population itself


@dataclass(frozen=True, slots=True)
class RankingPolicy:
    """The weighting of tenths, the levels that are divided by tenths of themselves, and all levels
    that families are ranked at.

    A level that is neither given nor listed in `own_tenths` is anchored to the official deciles
    of the release: tenths of one city are no national deciles.
    """

    weighting: Weighting = Weighting.FAMILIES
    own_tenths: tuple[Level, ...] = (Level.CITY,)
    levels: tuple[Level, ...] = tuple(Level)

    def method_of(self, model: Model, level: Level, day: date) -> Method:
        """How the cut-offs of a level come about on a day."""
        if model.cutoffs_on(day, level) is not None:
            return Method.GIVEN
        return Method.TENTHS if level in self.own_tenths else Method.ANCHORED


_GIVEN = pa.schema(
    [
        ("level", pa.string()),
        ("boundary", pa.int16()),
        ("score_micro", pa.int32()),
        ("valid_from", pa.date32()),
        ("reference", pa.string()),
    ]
)


def given_cutoffs(model: Model, day: date) -> pa.Table:
    """The cut-offs that the model tells for a day; no rows where it tells none."""
    return pa.Table.from_pylist(list(_given(model, day)), schema=_GIVEN)


def _given(model: Model, day: date) -> Iterator[dict[str, object]]:
    for level in Level:
        cutoffs = model.cutoffs_on(day, level)
        for boundary, value in enumerate(cutoffs.values if cutoffs else (), start=1):
            assert cutoffs is not None  # noqa: S101 - for the type checker
            yield {
                "level": level.value,
                "boundary": boundary,
                "score_micro": value,
                "valid_from": cutoffs.valid_from,
                "reference": cutoffs.reference or f"model {model.name}",
            }


def methods_table(policy: RankingPolicy, model: Model, day: date) -> pa.Table:
    """One row is one level and boundary, with the method that its cut-off is come by."""
    rows = [
        {"level": level.value, "boundary": b, "method": policy.method_of(model, level, day).value}
        for level in policy.levels
        for b in CUTOFFS
    ]
    schema = pa.schema([("level", pa.string()), ("boundary", pa.int16()), ("method", pa.string())])
    return pa.Table.from_pylist(rows, schema=schema)


def policy_table(policy: RankingPolicy, model: Model) -> pa.Table:
    """One row: the weighting, the widest bounds, and the model's number of facts."""
    return pa.table(
        {
            "weighting": [policy.weighting.value],
            "widest": pa.array([model.widest], pa.int32()),
            "facts": pa.array([len(model.facts)], pa.int32()),
        }
    )
