"""An older model of any kind on a newer survey: what it ranks by is kept, its level is set anew.

A formula of one year ago ranks nearly as well, but its level has drifted (7 % in Peru). What is set
anew: where zero lies, by district how far each lies from the whole, the cut-offs, and how residuals
are spread. The accuracy that the new folder tells is that of the old ranking on the new survey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from desil.errors import UsageFault
from desil.ranking.accuracy.probability import residuals_by_region
from desil.ranking.accuracy.standing import Floats
from desil.ranking.folder.applied import FoundModel, as_text, scores_of
from desil.ranking.folder.declaration import ascending, tenths
from desil.ranking.folder.points import MICRO, micro
from desil.ranking.models.folds import fold_of_rows
from desil.ranking.models.pooled import shrunken_means, variances
from desil.ranking.survey.survey import Survey

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Levels:
    """The drift of the whole, and each district's distance to it, in log points."""

    drift: float
    districts: dict[str, float]

    def of(self, names: np.ndarray[Any, Any] | None, rows: int) -> Floats:
        """What is added to each row's old score."""
        if names is None:
            return np.full(rows, self.drift)
        return self.drift + np.array([self.districts.get(n, 0.0) for n in names.tolist()])


def _levels(left: Floats, names: np.ndarray[Any, Any] | None, weight: Floats) -> Levels:
    """The levels that what a score leaves shows; districts pulled to the whole."""
    drift = float(np.average(left, weights=weight))
    if names is None:
        return Levels(drift, {})
    different, place = np.unique(names, return_inverse=True)
    between, within = variances(left - drift, place, weight)
    level = shrunken_means(left - drift, place, weight, between, within)
    return Levels(drift, dict(zip(different.tolist(), level.tolist(), strict=True)))


def district_names(survey: Survey) -> np.ndarray[Any, Any] | None:
    """The district of each row; None where the survey names none."""
    if survey.district is None:
        return None
    return as_text(survey.features[survey.district]).fill_null("?").to_numpy().astype(str)


def reset_out_of_fold(survey: Survey, score: Floats, fold: np.ndarray[Any, Any]) -> Floats:
    """Old scores with levels that were learned on the other folds' rows."""
    names, found = district_names(survey), np.empty(len(survey))
    for number in np.unique(fold):
        here, there = fold == number, fold != number
        learned = _levels(
            (survey.welfare - score)[there], None if names is None else names[there],
            survey.weight[there],
        )  # fmt: skip
        found[here] = score[here] + learned.of(
            None if names is None else names[here], int(here.sum())
        )
    return found


def reset_model(
    survey: Survey, model: FoundModel, reference: str, seed: int
) -> tuple[dict[str, Any], Floats, float]:
    """(the tree of the model with new levels, its scores out of fold, the drift in log points)."""
    score = scores_of(model, survey.features) / MICRO
    names = district_names(survey)
    learned = _levels(survey.welfare - score, names, survey.weight)
    told = reset_out_of_fold(survey, score, fold_of_rows(survey.cluster, FOLDS, seed))
    residuals = residuals_by_region(told, survey.welfare, survey.weight)
    fitted = score + learned.of(names, len(survey))
    tree = {k: v for k, v in model.tree.items() if k not in ("accuracy", "calibration", "choice")}
    tree["intercept"] = int(tree["intercept"]) + int(micro(learned.drift))
    tree["facts"] = _with_districts(dict(tree.get("facts") or {}), survey.district, learned)
    tree["cutoffs"] = {"national": ascending(tenths(fitted, survey.weight))}
    tree["calibration"] = {
        "origin": "level set anew, out of fold, by cluster",
        "regions": micro(residuals.edges).tolist(),
        "residual_quantiles": micro(residuals.quantiles).tolist(),
        "cutoffs": ascending(tenths(survey.welfare, survey.weight)),
    }
    tree["fitted_on"] = {
        **(tree.get("fitted_on") or {}),
        "previous": model.version,
        "level_sha256": survey.sha256,
        "level_rows": len(survey),
        "level_reference": reference,
        "level_moved": int(micro(learned.drift)),
    }
    return tree, told, learned.drift


def _with_districts(facts: dict[str, Any], district: str | None, learned: Levels) -> dict[str, Any]:
    """The facts with each district's level added to its points."""
    if district is None:
        return facts
    fact = dict(facts.get(district) or {"of": "family", "points": {}, "answers": {}})
    if "edges" in fact or "slope" in fact:
        raise UsageFault(
            f"--district {district}: model lama membacanya sebagai angka, bukan wilayah.",
            hint="Latih ulang, atau setel tanpa --district.",
        )
    points, answers = dict(fact["points"]), dict(fact.get("answers") or {})
    answers = answers or {code: str(code) for code in points}
    known = {str(v): k for k, v in answers.items()}
    following = max([int(c) for c in points], default=0) + 1
    for name, value in learned.districts.items():
        code = known.get(name)
        if code is None:
            code = int(name) if name.isdigit() and int(name) not in points else following
            following = max(following, code) + 1
            points[code] = int(fact.get("other_points", 0))
            answers[code] = name
        points[code] = int(points[code]) + int(micro(value))
    return {**facts, district: {**fact, "points": points, "answers": answers}}
