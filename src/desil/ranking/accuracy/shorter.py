"""Shorter questionnaires: the fewest facts that rank nearly as well as all, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from desil.engine.progress import Progress
from desil.ranking.accuracy.evaluation import Evaluation, evaluation_of
from desil.ranking.accuracy.predictions import OutOfFold, Plan
from desil.ranking.accuracy.standing import Floats
from desil.ranking.models.blend import REFERENCE
from desil.ranking.models.folds import fold_of_rows
from desil.ranking.models.linear import Ols, solver
from desil.ranking.survey.survey import Survey

LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30)
WORTH = 0.01  # of R2: a questionnaire that loses no more is as good
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Shorter:
    """`facts`: in the order in which they are worth asking, on the whole survey. `evaluation`:
    OLS with all facts (`ols`) and with the first few, out of fold ("5 fakta"); in every fold the
    facts are chosen anew. `fewest`: how many do as well as all, None where none do.
    """

    facts: tuple[str, ...]
    evaluation: Evaluation
    fewest: int | None


def shorter_questionnaires(survey: Survey, plan: Plan, progress: Progress) -> Shorter:
    """Judge questionnaires of every length in LENGTHS; differences are told against all facts."""
    lengths = [n for n in LENGTHS if n < len(survey.features.columns)]
    fold = fold_of_rows(survey.cluster, plan.folds, plan.seed)
    names = [_name(n) for n in lengths]
    predicted = {name: np.empty(len(survey)) for name in (REFERENCE, *names)}
    with progress.stage("memilih fakta", plan.folds, "lipatan") as stage:
        for part in range(plan.folds):
            learn, test = np.flatnonzero(fold != part), np.flatnonzero(fold == part)
            with threadpool_limits(1, "blas"):
                told = _of_fold(survey, learn, test, lengths)
            for name, values in zip((REFERENCE, *names), told, strict=True):
                predicted[name][test] = values
            stage.advance(1)
    evaluation = evaluation_of(survey, plan, [OutOfFold(predicted, fold, ())], progress)
    fitted = Ols().fit(survey.features, survey.welfare, survey.weight)
    facts = facts_in_order(
        fitted, survey.features, survey.welfare, survey.weight, max(lengths, default=1)
    )
    good = [n for n in lengths if _is_as_good(evaluation, n)]
    return Shorter(tuple(facts), evaluation, min(good, default=None))


def _name(length: int) -> str:
    return f"{length} fakta"


def _is_as_good(evaluation: Evaluation, length: int) -> bool:
    figures = evaluation.figures[_name(length)]
    is_worse = figures["exclusion_40"].difference_low > 0
    return figures["r2"].difference_to_ols >= -WORTH and not is_worse


def _of_fold(
    survey: Survey,
    learn: np.ndarray,
    test: np.ndarray,
    lengths: Sequence[int],
) -> list[Floats]:
    """Predictions of the tested rows: by all facts, then by each length."""
    frame, y, weight = survey.features[learn], survey.welfare[learn], survey.weight[learn]
    fitted, tested = Ols().fit(frame, y, weight), survey.features[test]
    order = facts_in_order(fitted, frame, y, weight, max(lengths, default=1))
    terms = {t.plan.name: t for t in fitted.design_.terms}
    found = [fitted.predict(tested)]
    for length in lengths:
        kept = [terms[name] for name in order[:length]]
        matrix, asked = (
            np.hstack([t.columns(rows[t.plan.name]) for t in kept]) for rows in (frame, tested)
        )
        slopes, middle = solver(matrix, weight)(y)
        found.append(middle + asked @ slopes)
    return found


def facts_in_order(
    fitted: Ols, frame: pl.DataFrame, y: Floats, weight: Floats, most: int
) -> list[str]:
    """Facts by forward selection: each time the one that explains most of what is left."""
    root = np.sqrt(weight)
    left = root * (y - np.average(y, weights=weight))
    blocks = {
        t.plan.name: t.columns(frame[t.plan.name]) * root[:, None] for t in fitted.design_.terms
    }
    order: list[str] = []
    while blocks and len(order) < most:
        bases = {name: _basis(block) for name, block in blocks.items()}
        gains = {name: float(((basis.T @ left) ** 2).sum()) for name, basis in bases.items()}
        best = max(gains, key=lambda name: (gains[name], name))
        basis = bases[best]
        order.append(best)
        left = left - basis @ (basis.T @ left)
        blocks = {
            name: block - basis @ (basis.T @ block)
            for name, block in blocks.items()
            if name != best
        }
    return order


def _basis(block: Floats) -> Floats:
    """An orthonormal basis of the columns of a block."""
    values, vectors = np.linalg.eigh(block.T @ block)
    kept = values > max(_NOTHING * float(values[-1]), _NOTHING)
    return np.asarray(block @ (vectors[:, kept] / np.sqrt(values[kept])))
