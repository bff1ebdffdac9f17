"""An older model on a newer survey: slopes kept, the level of the whole and of areas set anew.

A formula of one year ago ranks nearly as well, but its level has drifted (7 % in Peru): what is
set anew is only where zero lies, and, by district, how far each lies from the whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from desil.errors import NotFound, UsageFault
from desil.ranking.accuracy.standing import Floats
from desil.ranking.folder.declaration import ascending, tenths
from desil.ranking.folder.points import MICRO, micro
from desil.ranking.formula.reading import tree_of
from desil.ranking.models.pooled import shrunken_means, variances
from desil.ranking.survey.survey import Survey


def set_levels(
    survey: Survey, previous: Path, reference: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the tree of the new model, what changed). UsageFault for a model that is not all points."""
    tree = _read(previous)
    score = _scores(tree, survey.features) / MICRO
    left = survey.welfare - score
    drift = float(np.average(left, weights=survey.weight))
    tree["intercept"] = int(tree["intercept"]) + int(micro(drift))
    level = np.zeros(len(survey))
    if survey.district is not None:
        level = _district_levels(survey, left - drift, tree)
    tree["cutoffs"] = {"national": ascending(tenths(score + drift + level, survey.weight))}
    tree.setdefault("calibration", {})["cutoffs"] = ascending(tenths(survey.welfare, survey.weight))
    tree["calibration"]["regions"] = [
        int(edge) + int(micro(drift)) for edge in tree["calibration"].get("regions", [])
    ]
    tree["fitted_on"] = {
        **tree.get("fitted_on", {}),
        "level_sha256": survey.sha256,
        "level_rows": len(survey),
        "level_reference": reference,
        "level_moved": int(micro(drift)),
    }
    return tree, {
        "model lama": str(tree["name"]),
        "tingkat bergeser": f"{100 * np.expm1(drift):+.1f} %",
        "wilayah disetel": survey.district or "-",
    }


def _read(previous: Path) -> dict[str, Any]:
    file = previous / "model.yaml" if previous.is_dir() else previous
    if not file.is_file():
        raise NotFound(f"Tidak ada model di {previous}.", hint="Sebut folder model yang lama.")
    tree: dict[str, Any] = tree_of(file.read_text(encoding="utf-8"))
    if "trees" in tree or "pairs" in tree:
        raise UsageFault(
            "Tingkat hanya dapat disetel pada model yang seluruhnya poin.",
            hint="Latih ulang modelnya, atau pilih model ols, elastic_net, atau pooled.",
        )
    return tree


def _scores(tree: dict[str, Any], frame: pl.DataFrame) -> Floats:
    total = np.full(len(frame), int(tree["intercept"]), dtype=np.int64)
    for name, fact in tree["facts"].items():
        if name not in frame.columns:
            raise UsageFault(
                f"Survei tidak memuat fakta '{name}' milik model lama.",
                hint="Pakai survei dengan kolom yang sama, atau --register-facts.",
            )
        total += _points(fact, frame[name])
    return total.astype(np.float64)


def _points(fact: dict[str, Any], column: pl.Series) -> np.ndarray[Any, Any]:
    missing = int(fact.get("missing_points", 0))
    if "edges" not in fact and "slope" not in fact:
        names = fact.get("answers", {code: str(code) for code in fact["points"]})
        table = {str(names[code]): int(p) for code, p in fact["points"].items()}
        text = column.cast(pl.String)
        other = int(fact.get("other_points", 0))
        found = text.replace_strict(table, default=other, return_dtype=pl.Int64).to_numpy()
        return np.where(text.is_null().to_numpy(), missing, np.nan_to_num(found)).astype(np.int64)
    numbers = column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
    if "edges" in fact:
        place = np.searchsorted(np.array(fact["edges"], dtype=float), numbers, side="right")
        points = np.array(fact["points"])[np.minimum(place, len(fact["points"]) - 1)]
    else:
        least, most = fact.get("least", -np.inf), fact.get("most", np.inf)
        points = np.rint(np.nan_to_num(np.clip(numbers, least, most)) * fact["slope"])
    return np.where(np.isnan(numbers), missing, points).astype(np.int64)


def _district_levels(survey: Survey, left: Floats, tree: dict[str, Any]) -> Floats:
    """Add each district's shrunken level to its points; the level of each row."""
    name = str(survey.district)
    text = survey.features[name].cast(pl.String).fill_null("?").to_numpy().astype(str)
    names, place = np.unique(text, return_inverse=True)
    between, within = variances(left, place, survey.weight)
    level = shrunken_means(left, place, survey.weight, between, within)
    fact = tree["facts"].setdefault(name, {"of": "family", "points": {}, "answers": {}})
    known = {str(v): k for k, v in fact.get("answers", {}).items()}
    for district, value in zip(names.tolist(), level.tolist(), strict=True):
        code = known.get(district, len(fact["points"]) + 1)
        fact.setdefault("answers", {})[code] = district
        fact["points"][code] = int(fact["points"].get(code, 0)) + int(micro(value))
    return level[place]
