"""`desil ranking fit`: learn a model, put it in whole numbers, and write its folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from desil.engine.durable import folder_made_whole
from desil.engine.progress import Progress, Stage
from desil.errors import Conflict
from desil.ranking.accuracy.measures import Ranked, measured
from desil.ranking.accuracy.probability import (
    calibration_error,
    cross_fitted_probability,
    reliability,
)
from desil.ranking.accuracy.standing import Floats, Places
from desil.ranking.folder.applied import read_model_folder, strange_answers
from desil.ranking.folder.declaration import declare, tree_texts, write_folder
from desil.ranking.folder.levels import reset_model
from desil.ranking.folder.points import MICRO
from desil.ranking.folder.whole_model import WholeModel, whole_model
from desil.ranking.models.blend import Blend
from desil.ranking.models.catalogue import blend_of, hold_to_models, single
from desil.ranking.models.folds import cluster_folds, fold_of_rows
from desil.ranking.models.kinds import BLEND, CHOSEN
from desil.ranking.models.screening import screened_columns
from desil.ranking.survey.survey import Survey

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is made. `points_only`: only what the register adds up fact by fact."""

    name: str
    model: str
    seed: int
    signs: dict[str, int] | None
    reference: str
    points_only: bool
    previous: Path | None


@dataclass(frozen=True, slots=True)
class Learned:
    """A model, its kind, and its predictions on rows that it was not learned from."""

    model: WholeModel
    kind: str
    out_of_fold: Floats
    float_scores: Floats
    told: dict[str, Any]


def fit_model(survey: Survey, recipe: Recipe, folder: Path, progress: Progress) -> dict[str, Any]:
    """Write the model folder; what came out, for a person. Conflict when the folder is there."""
    hold_to_models(recipe.model, survey.district)
    if folder.exists():
        raise Conflict(f"Folder {folder} sudah ada.", hint="Pilih nama lain; model tidak ditimpa.")
    if recipe.previous is not None:
        return _reset(survey, recipe, recipe.previous, folder)
    kept = screened_columns(survey.features, survey.welfare, survey.district)
    survey = replace(survey, features=survey.features.select(kept))
    with progress.stage("melatih", None, "model") as stage, threadpool_limits(1, "blas"):
        learned = learn(survey, recipe, stage)
    accuracy = accuracy_of(survey, learned.out_of_fold, recipe.seed)
    tree = declare(survey, learned.model, learned.kind, recipe.name, recipe.reference,
                   learned.out_of_fold, accuracy, learned.told)  # fmt: skip
    with folder_made_whole(folder) as unfinished:
        write_folder(unfinished, tree, tree_texts(learned.model.trees))
    off = np.abs(learned.model.scores(survey.features) / MICRO - learned.float_scores)
    return {
        "model": recipe.name,
        "jenis": learned.kind,
        "fakta": len(learned.model.facts),
        "pasangan": len(learned.model.pairs),
        **_quoted(accuracy, "di luar lipatan"),
        "beda karena pembulatan, rata-rata": f"{off.mean():.6f} ln",
        "folder": str(folder),
    }


def _reset(survey: Survey, recipe: Recipe, previous: Path, folder: Path) -> dict[str, Any]:
    """Write an older model with the level of this survey; its accuracy is told on this survey."""
    model = read_model_folder(previous)
    notes = strange_answers(model, survey.features)
    tree, told, drift = reset_model(survey, model, recipe.reference, recipe.seed)
    tree["accuracy"] = accuracy_of(survey, told, recipe.seed)
    with folder_made_whole(folder) as unfinished:
        write_folder(unfinished, tree, model.files)
    return {
        "model lama": model.name,
        "tingkat bergeser": f"{100 * np.expm1(drift):+.1f} %",
        "wilayah disetel": survey.district or "-",
        **_quoted(tree["accuracy"], "pada survei ini"),
        **({"perhatikan": " ".join(notes)} if notes else {}),
        "folder": str(folder),
    }


def _quoted(accuracy: dict[str, float], where: str) -> dict[str, Any]:
    return {
        f"R2 {where}": f"{accuracy['r2']:.3f}",
        "luput 20 %": f"{accuracy['exclusion_20']:.3f}",
        "luput 40 %": f"{accuracy['exclusion_40']:.3f}",
        "galat peluang": f"{accuracy['calibration_error']:.3f}",
    }


def learn(survey: Survey, recipe: Recipe, stage: Stage) -> Learned:
    """Fit on every row, with predictions of every row by models that did not see it."""
    rows = (survey.features, survey.welfare, survey.weight, survey.cluster)
    pairs = 0 if recipe.points_only else None
    shared: dict[str, Any] = {
        "district": survey.district, "signs": recipe.signs, "seed": recipe.seed, "pairs": pairs
    }  # fmt: skip
    if recipe.model in (BLEND, CHOSEN):
        fitted: Any = blend_of(
            len(survey), choose=recipe.model == CHOSEN, points_only=recipe.points_only,
            on_fit=lambda _: stage.advance(1), **shared,
        ).fit(*rows)  # fmt: skip
        kind, inner = fitted.choice_, fitted.inner_[fitted.choice_]
    else:
        inner = np.empty(len(survey))
        for learned, test in cluster_folds(survey.cluster, _FOLDS, recipe.seed):
            part = single(recipe.model, **shared).fit(*(r[learned] for r in rows))
            inner[test] = part.predict(survey.features[test])
            stage.advance(1)
        fitted, kind = single(recipe.model, **shared).fit(*rows), recipe.model
    whole = whole_model(fitted, recipe.model, survey.features)
    return Learned(whole, kind, inner, fitted.predict(survey.features), _choice_json(fitted))


def _choice_json(fitted: object) -> dict[str, Any]:
    if not isinstance(fitted, Blend):
        return {}
    return {
        "chosen": fitted.choice_,
        "shares_ppm": {n: round(w * MICRO) for n, w in fitted.weights_.items()},
        "gain_over_ols": round(fitted.gain_, 6),
        "standard_error": round(fitted.gain_error_, 6),
    }


def accuracy_of(survey: Survey, predicted: Floats, seed: int) -> dict[str, float]:
    """The figures that the office may quote, out of fold."""
    weight = survey.weight
    true, score = (Places.of(v).standing(weight) for v in (survey.welfare, predicted))
    found = measured(Ranked(survey.welfare, predicted, true, score, weight))
    fold = fold_of_rows(survey.cluster, _FOLDS, seed)
    told, is_low = cross_fitted_probability(predicted, survey.welfare, weight, fold, 0.4)
    found["calibration_error"] = calibration_error(reliability(told, is_low, weight))
    return {name: round(value, 4) for name, value in found.items()}
