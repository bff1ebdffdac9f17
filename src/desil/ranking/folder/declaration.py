"""model.yaml and model.txt: what a fitted model says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import yaml

from desil.dictionary.standing import CUTOFFS
from desil.ranking.accuracy.probability import residuals_by_region, weighted_quantiles
from desil.ranking.accuracy.standing import Floats
from desil.ranking.facts.catalogue import DERIVED_FACTS, KNOWN_FACTS
from desil.ranking.folder.points import (
    MICRO,
    BandPoints,
    CodePoints,
    FactPoints,
    SlopePoints,
    micro,
)
from desil.ranking.folder.trees import Trees
from desil.ranking.folder.whole_model import WholeModel
from desil.ranking.survey.survey import Survey

_TENTHS = np.array(CUTOFFS) / 10


def declare(
    survey: Survey,
    model: WholeModel,
    kind: str,
    name: str,
    reference: str,
    out_of_fold: Floats,
    accuracy: dict[str, float],
    choice: dict[str, Any],
) -> dict[str, Any]:
    """The tree of model.yaml. Cut-offs: the weighted tenths of the survey's own scores."""
    scores = model.scores(survey.features) / MICRO
    residuals = residuals_by_region(out_of_fold, survey.welfare, survey.weight)
    tree: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "unit": "micro log points",
        "missing": "expected",
        "intercept": model.intercept,
        "cutoffs": {"national": ascending(tenths(scores, survey.weight))},
        "facts": {f.name: _fact(f, survey) for f in model.facts},
        "calibration": {
            "origin": "out of fold, by cluster",
            "regions": micro(residuals.edges).tolist(),
            "residual_quantiles": micro(residuals.quantiles).tolist(),
            "cutoffs": ascending(tenths(survey.welfare, survey.weight)),
        },
        "fitted_on": {
            "sha256": survey.sha256,
            "rows": len(survey),
            "weighting": survey.weighting,
            "reference": reference,
            "left_out": dict(survey.left_out),
            **({"kept_leaks": dict(survey.kept_leaks)} if survey.kept_leaks else {}),
        },
        "accuracy": accuracy,
    }
    if choice:
        tree["choice"] = choice
    if model.pairs:
        tree["pairs"] = [p.declared() for p in model.pairs]
    if model.trees is not None:
        count = len(model.trees.model.boosters_)
        tree["trees"] = {
            "files": tree_files(count),
            "constant": model.trees.constant(),
            "columns": model.trees.columns(),
        }
    return tree


def tenths(values: Floats, weight: Floats) -> list[int]:
    """The nine weighted tenths, in micro log points."""
    return [int(v) for v in micro(weighted_quantiles(values, weight, _TENTHS))]


def ascending(values: list[int]) -> list[int]:
    """The same, each at least one above the one before."""
    found: list[int] = []
    for value in values:
        found.append(max(value, found[-1] + 1) if found else value)
    return found


def _fact(fact: FactPoints, survey: Survey) -> dict[str, Any]:
    told: dict[str, Any] = {"of": "members" if fact.name in DERIVED_FACTS else "family"}
    known = KNOWN_FACTS.get(fact.name)
    if known is not None:
        told["label"] = {"id": known.label.id, "en": known.label.en}
    column = survey.features[fact.name]
    if isinstance(fact, CodePoints):
        told |= _codes(fact, column, survey.weight)
    elif isinstance(fact, BandPoints):
        told |= {"edges": [_plain(e) for e in fact.edges], "points": fact.points.tolist()}
        told |= {"shares": _band_shares(fact, column, survey.weight)}
    else:
        told |= _slope(fact)
    return told | {"missing_points": fact.missing}


def _codes(fact: CodePoints, column: pl.Series, weight: Floats) -> dict[str, Any]:
    """Codes that are whole numbers keep them; other answers are numbered from 1, and named."""
    numbered = all(a.lstrip("-").isdigit() for a in fact.answers)
    codes = [int(a) if numbered else n for n, a in enumerate(fact.answers, start=1)]
    text = column.cast(pl.String).fill_null("\0").to_numpy().astype(str)
    held = np.array([weight[text == a].sum() for a in fact.answers])
    shares = _parts_per_million(held)
    told: dict[str, Any] = {
        "points": dict(zip(codes, fact.points.tolist(), strict=True)),
        "shares": dict(zip(codes, shares, strict=True)),
        "other_points": fact.other,
    }
    if not numbered:
        told["answers"] = dict(zip(codes, fact.answers, strict=True))
    return told


def _band_shares(fact: BandPoints, column: pl.Series, weight: Floats) -> list[int]:
    numbers = column.cast(pl.Float64).fill_null(np.nan).to_numpy()
    present = ~np.isnan(numbers)
    place = np.searchsorted(fact.edges, numbers[present], side="right")
    return _parts_per_million(
        np.bincount(place, weight[present], len(fact.points)).astype(np.float64)
    )


def _parts_per_million(held: Floats) -> list[int]:
    """Whole shares that add up to a million, the largest one taking what rounding leaves."""
    shares = np.floor(held / held.sum() * MICRO).astype(np.int64)
    shares[np.argmax(held)] += MICRO - shares.sum()
    return [int(s) for s in shares]


def _slope(fact: SlopePoints) -> dict[str, Any]:
    known = KNOWN_FACTS.get(fact.name)
    return {
        "slope": fact.slope,
        "unit": known.unit if known else "",
        "mean": _plain(fact.mean),
        "least": _plain(fact.least),
        "most": _plain(fact.most),
    }


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)


def write_folder(folder: Path, tree: dict[str, Any], texts: Mapping[str, str]) -> None:
    """Write model.yaml, and the texts of its trees by name; the same tree, the same bytes."""
    text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=100)
    (folder / "model.yaml").write_text(text, encoding="utf-8")
    for name, told in texts.items():
        (folder / name).write_text(told, encoding="utf-8")


def tree_texts(trees: Trees | None) -> dict[str, str]:
    """LightGBM's texts by the names of their files; none where there are no trees."""
    texts = trees.texts() if trees is not None else []
    return dict(zip(tree_files(len(texts)), texts, strict=True)) if texts else {}


def tree_files(count: int) -> list[str]:
    """model.txt, model-2.txt, …: the score adds all of them up."""
    return ["model.txt", *(f"model-{number}.txt" for number in range(2, count + 1))]
