"""How right an existing model is on a new survey, and how far its level has drifted since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from desil.engine.progress import Progress
from desil.ranking.accuracy.bootstrap import drawn_weights
from desil.ranking.accuracy.evaluation import Evaluation, evaluation_of
from desil.ranking.accuracy.predictions import OutOfFold, Plan
from desil.ranking.accuracy.probability import Residuals, probability_below
from desil.ranking.accuracy.standing import Floats
from desil.ranking.folder.applied import FoundModel, scores_of, strange_answers
from desil.ranking.folder.levels import reset_out_of_fold
from desil.ranking.folder.points import MICRO
from desil.ranking.models.blend import REFERENCE
from desil.ranking.models.catalogue import single
from desil.ranking.models.folds import fold_of_rows
from desil.ranking.survey.survey import Survey

RESET = ", tingkat disetel"
_FIRST_FOR_AID = 3  # place of the upper cut-off of desil 4


@dataclass(frozen=True, slots=True)
class Drift:
    """How much richer the survey is than a model says, as a share, with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """`evaluation`: each model as it is, with its level set anew out of fold, and OLS that was
    learned on this survey, out of fold. `drift` by model; `notes` on answers that it never saw.
    """

    evaluation: Evaluation
    reference: str
    drift: dict[str, Drift]
    notes: tuple[str, ...]


def judge(
    survey: Survey, models: Sequence[FoundModel], plan: Plan, progress: Progress
) -> Judgement:
    """Judge models on a survey that none of them was made from.

    Differences are told against the first model with its level set anew.
    """
    fold = fold_of_rows(survey.cluster, plan.folds, plan.seed)
    names = names_of(models)
    predicted: dict[str, Floats] = {}
    told: dict[str, Floats] = {}
    drift = {}
    for name, model in zip(names, models, strict=True):
        score = scores_of(model, survey.features) / MICRO
        predicted[name + RESET] = reset_out_of_fold(survey, score, fold)
        predicted[name] = score
        own = _own_probability(model.tree, score)
        if own is not None:
            told[name] = own
        drift[name] = _drift(survey, score, plan)
    with progress.stage("ols pada survei ini", plan.folds, "model") as stage:
        predicted[REFERENCE] = np.empty(len(survey))
        for part in range(plan.folds):
            learn, test = np.flatnonzero(fold != part), np.flatnonzero(fold == part)
            with threadpool_limits(1, "blas"):
                fitted = single(REFERENCE, district=survey.district, signs=None, seed=plan.seed)
                fitted.fit(survey.features[learn], survey.welfare[learn], survey.weight[learn])
                predicted[REFERENCE][test] = fitted.predict(survey.features[test])
            stage.advance(1)
    reference = names[0] + RESET
    repeat = OutOfFold(predicted, fold, (), told)
    evaluation = evaluation_of(survey, plan, [repeat], progress, reference)
    notes = tuple(n for m in models for n in strange_answers(m, survey.features))
    return Judgement(evaluation, reference, drift, notes)


def names_of(models: Sequence[FoundModel]) -> list[str]:
    """What a judgement calls each model: its name; with the version where two share one."""
    plain = [m.name for m in models]
    return [
        f"{m.name} {m.version}" if plain.count(m.name) > 1 or m.name == REFERENCE else m.name
        for m in models
    ]


def _own_probability(tree: dict[str, Any], score: Floats) -> Floats | None:
    """The probability of desil 1 to 4 as the model itself tells it; None where it tells none."""
    told = tree.get("calibration") or {}
    if not told.get("residual_quantiles") or not told.get("cutoffs"):
        return None
    residuals = Residuals(
        np.array(told.get("regions", ()), dtype=np.float64) / MICRO,
        np.array(told["residual_quantiles"], dtype=np.float64) / MICRO,
        np.empty(0),
    )
    return probability_below(residuals, score, told["cutoffs"][_FIRST_FOR_AID] / MICRO)


def _drift(survey: Survey, score: Floats, plan: Plan) -> Drift:
    left = survey.welfare - score
    weights = drawn_weights(survey.weight, survey.cluster, survey.stratum, plan.draws, plan.seed)
    drawn = [float(np.average(left, weights=w)) for w in weights]
    low, high = np.percentile(drawn, [2.5, 97.5])
    value = float(np.average(left, weights=survey.weight))
    return Drift(*(float(np.expm1(v)) for v in (value, low, high)))
