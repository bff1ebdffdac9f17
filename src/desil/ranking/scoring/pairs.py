"""Points tables of pairs of facts: what two answers count together.

A code that stands for several, and an answer that is not known, count the expected points under
the shares of either fact, as if the two were independent; their bounds are the least and the most
of the cells that are possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.ranking.facts.catalogue import KNOWN_FACTS, NOT_ASKED, NOT_ASKED_FACTS
from desil.ranking.formula.model import BandedFact, CodedFact, Fact, Model
from desil.ranking.formula.pairs_and_trees import PairedFacts, PairedSide
from desil.ranking.scoring.answers import AnswerTable, coded_answers, possible_codes
from desil.ranking.scoring.points import PointsTable, milli_variance

Floats = NDArray[np.float64]


def pair_tables(model: Model, first_number: int) -> Iterator[PointsTable]:
    """One points table a pair, numbered from `first_number`; none counts an unknown fact."""
    for number, pair in enumerate(model.pairs, start=first_number):
        sides = [_side(side, model.fact(side.fact), model) for side in (pair.first, pair.second)]
        rows = _rows(pair, sides[0][1], sides[1][1])
        yield PointsTable(number, tuple(table for table, _ in sides), rows)


def _side(side: PairedSide, fact: Fact, model: Model) -> tuple[AnswerTable, Floats]:
    """The answers of one side, and how likely each bin is (columns) by the answer's place."""
    if side.bins is None:
        return _numbers(side, fact)
    shares = fact.shares if isinstance(fact, CodedFact) else {}
    table = coded_answers(CodedFact(side.fact, fact.of, fact.label, side.bins, shares), model)
    chances = np.zeros((len(table.answers), max([*side.bins.values(), side.others]) + 1))
    for place in range(len(table.answers)):
        for code, share in _codes_at(side, table, place):
            chances[place, side.bins.get(code, side.others)] += share
        if _is_unasked(side, table, place):
            chances[place] = 0.0
            chances[place, 0] = 1.0
    return table, chances / chances.sum(axis=1, keepdims=True)


def _is_unasked(side: PairedSide, table: AnswerTable, place: int) -> bool:
    is_zero = place > 0 and table.first_code + place - 1 == NOT_ASKED
    return is_zero and side.fact in NOT_ASKED_FACTS and NOT_ASKED not in (side.bins or {})


def _codes_at(side: PairedSide, table: AnswerTable, place: int) -> Sequence[tuple[int, float]]:
    """The codes that an answer may stand for, each with its share."""
    known = KNOWN_FACTS.get(side.fact)
    codes = possible_codes(table, known.codes if known else None, place)
    held = [(c, float(getattr(table.fact, "shares", {}).get(c, 0))) for c in codes]
    return held if any(share for _, share in held) else [(c, 1.0) for c in codes]


def _numbers(side: PairedSide, fact: Fact) -> tuple[AnswerTable, Floats]:
    bins = len(side.edges) + 1
    banded = BandedFact(side.fact, fact.of, fact.label, side.edges, (0,) * bins)
    table = AnswerTable(banded, (), 0, bins - 1, 0)
    chances = np.zeros((bins + 1, bins + 2))
    chances[1:, 1 : bins + 1] = np.eye(bins)
    chances[0, 1 : bins + 1] = 1.0
    if isinstance(fact, BandedFact) and any(fact.shares) and fact.edges:
        low = [fact.edges[0] - 1, *fact.edges]
        place = 1 + np.searchsorted(np.array(side.edges), low, side="right")
        chances[0] = np.bincount(place, np.array(fact.shares, float), bins + 2)
    chances[0] /= chances[0].sum()
    return table.with_places(bins + 1), chances


def _rows(pair: PairedFacts, first: Floats, second: Floats) -> pa.Table:
    """As the rows of every points table; key: the first place, then the second."""
    points = np.array([row[: second.shape[1]] for row in pair.points], dtype=np.float64)
    points = points[: first.shape[1]]
    mean = np.rint(first @ points @ second.T)
    square = first @ points**2 @ second.T
    least, most = (np.empty_like(mean) for _ in range(2))
    for place, chance in enumerate(first):
        held = points[chance > 0]
        for other, its in enumerate(second):
            cells = held[:, its > 0]
            least[place, other], most[place, other] = cells.min(), cells.max()
    told = {"points": mean, "least": least, "most": most, "unknown": np.zeros_like(mean)}
    told["variance"] = milli_variance(np.maximum(square - mean**2, 0) * (most > least))
    key = pa.array(np.arange(mean.size), pa.int32())
    return pa.table(
        {"answers": key} | {n: pa.array(v.ravel().astype(np.int64), pa.int32())
                            for n, v in told.items()}
    )  # fmt: skip
