"""A model's folder, of any kind, applied to a survey: points of facts, pairs and trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from desil.errors import UsageFault
from desil.ranking.accuracy.standing import Floats
from desil.ranking.facts.catalogue import told_fact
from desil.ranking.folder.points import MICRO, Whole
from desil.ranking.formula.reading import files_of, text_of, tree_of, version_of

_STRANGE = 0.05  # of the answers: more that the model does not know are said
_OTHER_CODES = 0.9  # more are another coding


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model as its folder tells it: the tree of model.yaml, and the texts of its trees."""

    tree: dict[str, Any]
    files: Mapping[str, str]
    version: str

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.tree.get("name", self.version))

    @property
    def facts(self) -> tuple[str, ...]:
        """Every column that it reads, in the order of the file."""
        found = list(self.tree.get("facts") or {})
        for pair in self.tree.get("pairs") or ():
            found += [str(side["fact"]) for side in pair["facts"]]
        found += [str(c["fact"]) for c in (self.tree.get("trees") or {}).get("columns", ())]
        return tuple(dict.fromkeys(found))


def read_model_folder(folder: Path) -> FoundModel:
    """The model in `folder`, or in one YAML file; NotFound when there is none."""
    text = text_of(folder)
    files = files_of(folder, text)
    return FoundModel(tree_of(text), files, version_of(text, files))


def scores_of(model: FoundModel, frame: pl.DataFrame) -> Whole:
    """The score of each row, in micro log points, exactly as when the model was made.

    UsageFault where the survey lacks columns that the model reads, or the file is no model.
    """
    lacking = [name for name in model.facts if name not in frame.columns]
    if lacking:
        raise UsageFault(
            f"Survei tidak memuat fakta milik model: {', '.join(map(told_fact, lacking))}.",
            hint="Pakai survei dengan kolom yang sama, atau --register-facts.",
        )
    try:
        total = np.full(len(frame), int(model.tree["intercept"]), dtype=np.int64)
        for name, fact in (model.tree.get("facts") or {}).items():
            total += points_of(fact, frame[name])
        for pair in model.tree.get("pairs") or ():
            total += _pair_points(pair, frame)
        if model.tree.get("trees"):
            total += _tree_points(model, frame)
    except (KeyError, TypeError, ValueError, IndexError) as fault:
        raise UsageFault(
            f"Model {model.name} tidak dapat dibaca: {fault}.",
            hint="Buat dengan: desil ranking fit",
        ) from fault
    return total


def strange_answers(model: FoundModel, frame: pl.DataFrame) -> list[str]:
    """Facts of which the survey has answers that the model never saw, in words.

    UsageFault where nearly all are: the survey codes that fact otherwise.
    """
    told = []
    for name, fact in (model.tree.get("facts") or {}).items():
        if "points" not in fact or "edges" in fact or name not in frame.columns:
            continue
        text = as_text(frame[name]).drop_nulls()
        known = [str(a) for a in (fact.get("answers") or {c: c for c in fact["points"]}).values()]
        share = 1 - int(text.is_in(known).sum()) / len(text) if len(text) else 0.0
        if share > _OTHER_CODES:
            raise UsageFault(
                f"Jawaban '{told_fact(name)}' berkode lain daripada pada model: "
                f"{', '.join(sorted(text.unique().to_list())[:4])}; model mengenal "
                f"{', '.join(known[:4])}.",
                hint="Samakan kodenya; atau pakai --register-facts.",
            )
        if share > _STRANGE:
            told.append(f"{100 * share:.0f} % jawaban '{told_fact(name)}' tidak dikenal model.")
    return told


def as_text(column: pl.Series) -> pl.Series:
    """Answers as texts; a whole number that a file holds as a float is that number."""
    if column.dtype.is_float() and bool((column.drop_nulls() == column.drop_nulls().round()).all()):
        column = column.cast(pl.Int64, strict=False)
    return column.cast(pl.String)


def _numbers(column: pl.Series) -> Floats:
    return column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()


def points_of(fact: Mapping[str, Any], column: pl.Series) -> Whole:
    """What each answer to one fact counts, in micro log points."""
    missing = int(fact.get("missing_points", 0))
    if "edges" not in fact and "slope" not in fact:
        names = fact.get("answers") or {code: str(code) for code in fact["points"]}
        table = {str(names[code]): int(p) for code, p in fact["points"].items()}
        text = as_text(column)
        other = int(fact.get("other_points", 0))
        found = text.replace_strict(table, default=other, return_dtype=pl.Int64)
        return np.where(text.is_null().to_numpy(), missing, found.fill_null(0).to_numpy())
    numbers = _numbers(column)
    if "edges" in fact:
        place = np.searchsorted(np.array(fact["edges"], dtype=float), numbers, side="right")
        points = np.array(fact["points"])[np.minimum(place, len(fact["points"]) - 1)]
    else:
        least, most = fact.get("least", -np.inf), fact.get("most", np.inf)
        points = np.rint(np.nan_to_num(np.clip(numbers, least, most)) * fact["slope"])
    return np.where(np.isnan(numbers), missing, points).astype(np.int64)


def _pair_points(pair: Mapping[str, Any], frame: pl.DataFrame) -> Whole:
    rows, columns = (_side_bins(side, frame[str(side["fact"])]) for side in pair["facts"])
    return np.array(pair["points"], dtype=np.int64)[rows, columns]


def _side_bins(side: Mapping[str, Any], column: pl.Series) -> Whole:
    """Which row or column of a pair's table each answer is; 0 is missing."""
    if "edges" in side:
        numbers = _numbers(column)
        found = np.searchsorted(np.array(side["edges"], dtype=float), numbers, side="right") + 1
        return np.where(np.isnan(numbers), 0, found)
    text = as_text(column)
    table = {str(level): int(place) for level, place in side["place"].items()}
    bins = text.replace_strict(table, default=int(side["others"]), return_dtype=pl.Int64)
    return np.where(text.is_null().to_numpy(), 0, bins.fill_null(0).to_numpy())


def _tree_points(model: FoundModel, frame: pl.DataFrame) -> Whole:
    told = model.tree["trees"]
    matrix = np.column_stack([_tree_column(c, frame[str(c["fact"])]) for c in told["columns"]])
    # Opened where a model has trees alone: other commands need not wait for it to load.
    booster = import_module("lightgbm").Booster
    found = np.zeros(len(frame))
    for name in told["files"]:
        found += booster(model_str=model.files[name]).predict(matrix, num_threads=1)
    return np.rint(found * MICRO).astype(np.int64)


def _tree_column(told: Mapping[str, Any], column: pl.Series) -> Floats:
    codes = told.get("codes")
    if codes is None:
        return _numbers(column)
    if "others_together" in told:
        text = as_text(column)
        place = {str(code): float(number) for number, code in enumerate(codes)}
        rare = float(len(codes)) if told["others_together"] else float("nan")
        found = text.replace_strict(place, default=rare, return_dtype=pl.Float64).to_numpy()
        return np.where(text.is_null().to_numpy(), np.nan, found)
    numbers, values = _numbers(column), np.array(codes, dtype=np.float64)
    nearest = np.searchsorted((values[:-1] + values[1:]) / 2, np.nan_to_num(numbers), side="left")
    return np.where(np.isnan(numbers), np.nan, nearest.astype(np.float64))
