"""Predictions of every model on rows that it was not learned from: nested folds by cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from desil.engine.progress import Progress
from desil.ranking.accuracy.parallel import in_processes
from desil.ranking.accuracy.standing import Floats
from desil.ranking.models.blend import REFERENCE
from desil.ranking.models.catalogue import (
    alone_names,
    blend_of,
    fits_of_blend,
    hold_to_models,
    single,
)
from desil.ranking.models.folds import Rows, fold_of_rows
from desil.ranking.models.kinds import ALL, BLEND, CHOSEN
from desil.ranking.models.screening import screened_columns
from desil.ranking.survey.survey import Survey

BLENDED = (BLEND, CHOSEN, ALL)
# Answers (rows by columns) of a survey; of fewer, the folds take less time than other processes
# take to start.
WORTH_PROCESSES = 50_000


@dataclass(frozen=True, slots=True)
class Choice:
    """How one fold chose: the model, the blend's weights, its gain over OLS and its error."""

    chosen: str
    weights: Mapping[str, float]
    gain: float
    gain_error: float


# What one fold gives: each model's predictions of its rows, and the choice it made.
_Fold = tuple[dict[str, Floats], list[Choice]]


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
    """Every repeat. No figure depends on the number of processors: a fold knows nothing of the
    others, and each is made with one thread of linear algebra."""
    hold_to_models(plan.model, survey.district)
    rows = len(survey) * (plan.folds - 1) // plan.folds
    fits = _fits(survey, plan, rows)
    folds = [
        fold_of_rows(survey.cluster, plan.folds, plan.seed + number)
        for number in range(plan.repeats)
    ]
    places = [(number, part) for number in range(plan.repeats) for part in range(plan.folds)]
    answers = len(survey) * len(survey.features.columns)
    made = []
    with progress.stage("menilai", fits * len(places), "model") as stage:
        work = partial(_one_fold, survey, plan, folds)
        for fold in in_processes(work, places, None if answers >= WORTH_PROCESSES else 1):
            made.append(fold)
            stage.advance(fits)
    by_place = dict(zip(places, made, strict=True))
    return [
        _repeat(fold, [by_place[number, part] for part in range(plan.folds)])
        for number, fold in enumerate(folds)
    ]


def _fits(survey: Survey, plan: Plan, rows: int) -> int:
    if plan.model not in BLENDED:
        return 2
    return fits_of_blend(rows, survey.district, points_only=plan.points_only)


def _repeat(fold: NDArray[np.int64], parts: Sequence[_Fold]) -> OutOfFold:
    predicted: dict[str, Floats] = {}
    for part, (by_model, _) in enumerate(parts):
        for name, values in by_model.items():
            predicted.setdefault(name, np.empty(len(fold)))[fold == part] = values
    return OutOfFold(predicted, fold, tuple(c for _, choices in parts for c in choices))


def _one_fold(survey: Survey, plan: Plan, folds: Sequence[Rows], place: tuple[int, int]) -> _Fold:
    """A fold's predictions; `place`: number of the repeat, and of the part that is predicted."""
    number, part = place
    learn = np.flatnonzero(folds[number] != part)
    test = np.flatnonzero(folds[number] == part)
    with threadpool_limits(1, "blas"):
        return _predicted(survey, plan, learn, test, plan.seed + number)


def _predicted(
    survey: Survey,
    plan: Plan,
    learn: NDArray[np.int64],
    test: NDArray[np.int64],
    seed: int,
) -> _Fold:
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
        return told, []
    blend = blend_of(
        len(learn), choose=True, points_only=plan.points_only,
        **shared,
    ).fit(*rows, cluster)  # fmt: skip
    told = blend.predict_all(tested)
    told[CHOSEN] = told[blend.choice_]
    if plan.model == ALL:
        for name in alone_names(len(learn), survey.district, points_only=plan.points_only):
            told[name] = single(name, **shared).fit(*rows, cluster).predict(tested)
    else:
        told = {name: told[name] for name in (REFERENCE, plan.model)}
    return told, [Choice(blend.choice_, blend.weights_, blend.gain_, blend.gain_error_)]
