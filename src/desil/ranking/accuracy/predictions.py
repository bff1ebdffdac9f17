"""Predictions of every model on rows that it was not learned from: nested folds by cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from desil.engine.progress import Progress, Stage
from desil.ranking.accuracy.standing import Floats
from desil.ranking.models.blend import REFERENCE
from desil.ranking.models.catalogue import (
    alone_names,
    blend_of,
    fits_of_blend,
    hold_to_models,
    single,
)
from desil.ranking.models.folds import fold_of_rows
from desil.ranking.models.kinds import ALL, BLEND, CHOSEN
from desil.ranking.models.screening import screened_columns
from desil.ranking.survey.survey import Survey

BLENDED = (BLEND, CHOSEN, ALL)


@dataclass(frozen=True, slots=True)
class Choice:
    """How one fold chose: the model, the blend's weights, its gain over OLS and its error."""

    chosen: str
    weights: Mapping[str, float]
    gain: float
    gain_error: float


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """One repeat: each model's predictions, the fold of each row, and the choices made.

    `told`: the probabilities of desil 1 to 4 that a model brings along; of the others they are made
    out of fold.
    """

    predicted: Mapping[str, Floats]
    fold: NDArray[np.int64]
    choices: tuple[Choice, ...]
    told: Mapping[str, Floats] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """How an evaluation is made."""

    model: str = CHOSEN
    folds: int = 5
    repeats: int = 3
    seed: int = 0
    draws: int = 400
    signs: dict[str, int] | None = None
    points_only: bool = False


def out_of_fold(survey: Survey, plan: Plan, progress: Progress) -> list[OutOfFold]:
    """Every repeat; one thread of linear algebra, so that no figure depends on the machine's."""
    hold_to_models(plan.model, survey.district)
    rows = len(survey) * (plan.folds - 1) // plan.folds
    a_fold = _fits(survey, plan, rows)
    total = plan.folds * plan.repeats * a_fold
    with progress.stage("menilai", total, "model") as stage, threadpool_limits(1, "blas"):
        return [_repeat(survey, plan, number, stage) for number in range(plan.repeats)]


def _fits(survey: Survey, plan: Plan, rows: int) -> int:
    if plan.model not in BLENDED:
        return 2
    return fits_of_blend(rows, survey.district, points_only=plan.points_only)


def _repeat(survey: Survey, plan: Plan, number: int, stage: Stage) -> OutOfFold:
    fold = fold_of_rows(survey.cluster, plan.folds, plan.seed + number)
    predicted: dict[str, Floats] = {}
    choices = []
    for part in range(plan.folds):
        learn, test = np.flatnonzero(fold != part), np.flatnonzero(fold == part)
        told, choice = _one_fold(survey, plan, learn, test, plan.seed + number, stage)
        for name, values in told.items():
            predicted.setdefault(name, np.empty(len(survey)))[test] = values
        choices += choice
    return OutOfFold(predicted, fold, tuple(choices))


def _one_fold(
    survey: Survey,
    plan: Plan,
    learn: NDArray[np.int64],
    test: NDArray[np.int64],
    seed: int,
    stage: Stage,
) -> tuple[dict[str, Floats], list[Choice]]:
    kept = screened_columns(survey.features[learn], survey.welfare[learn], survey.district)
    features = survey.features.select(kept)
    rows = (features[learn], survey.welfare[learn], survey.weight[learn])
    cluster, tested = survey.cluster[learn], features[test]
    shared: dict[str, Any] = {
        "district": survey.district, "signs": plan.signs, "seed": seed,
        "pairs": 0 if plan.points_only else None,
    }  # fmt: skip
    if plan.model not in BLENDED:
        told = {}
        for name in dict.fromkeys((REFERENCE, plan.model)):
            told[name] = single(name, **shared).fit(*rows, cluster).predict(tested)
            stage.advance(1)
        return told, []
    blend = blend_of(
        len(learn), choose=True, points_only=plan.points_only,
        on_fit=lambda _: stage.advance(1), **shared,
    ).fit(*rows, cluster)  # fmt: skip
    told = blend.predict_all(tested)
    told[CHOSEN] = told[blend.choice_]
    if plan.model == ALL:
        for name in alone_names(len(learn), survey.district, points_only=plan.points_only):
            told[name] = single(name, **shared).fit(*rows, cluster).predict(tested)
    else:
        told = {name: told[name] for name in (REFERENCE, plan.model)}
    return told, [Choice(blend.choice_, blend.weights_, blend.gain_, blend.gain_error_)]
