"""Stata and SPSS files: numbers with value labels.

A column is a code, and takes its labels as answers, where (nearly) every value that occurs has a
label. A number of which one or two values are labelled ("8 or more", "not known") stays a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from desil.surveys.files.refusal import Unreadable

_LABELLED_SHARE = 0.98  # of the rows with an answer


def read_stata(path: Path) -> tuple[pl.DataFrame, list[str], dict[str, list[list[Any]]]]:
    """Return the table, notes, and the labels of numbers (value and label, by column)."""
    return _read(pyreadstat.read_dta, path)


def read_spss(path: Path) -> tuple[pl.DataFrame, list[str], dict[str, list[list[Any]]]]:
    """Return the table, notes, and the labels of numbers; values declared missing are null."""
    return _read(pyreadstat.read_sav, path)


def _read(reader: Any, path: Path) -> tuple[pl.DataFrame, list[str], dict[str, list[list[Any]]]]:
    try:
        frame, told = reader(str(path), output_format="polars")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError) as fault:
        raise Unreadable(
            f"Berkas {path.suffix} rusak atau dari versi lain: {str(fault).splitlines()[0]}",
            "Buka di Stata, SPSS atau R, lalu simpan sebagai .dta, .sav atau CSV baru.",
        ) from fault
    labels: Mapping[str, Mapping[Any, str]] = told.variable_value_labels
    columns, kept = [], {}
    for name in frame.columns:
        column, mine = frame[name], labels.get(name, {})
        if mine and column.dtype.is_numeric():
            column, left = _with_labels(column, mine)
            if left:
                kept[name] = [[float(v), str(t)] for v, t in left.items()]
        columns.append(_whole(column))
    return pl.DataFrame(columns), [], kept


def _with_labels(
    column: pl.Series, labels: Mapping[Any, str]
) -> tuple[pl.Series, Mapping[Any, str]]:
    """The answers in words where all values are codes; else the numbers, and their labels."""
    numbers = column.cast(pl.Float64)
    words = {float(value): str(text).strip() for value, text in labels.items()}
    present = numbers.drop_nulls()
    has_label = present.is_in(list(words))
    different = present.unique()
    unlabelled = [v for v in different.to_list() if v not in words]
    if not len(present) or _are_counts(words) or (
        float(has_label.mean()) < _LABELLED_SHARE or len(unlabelled) > len(words)  # type: ignore[arg-type]
    ):  # fmt: skip
        return column, labels
    if len(set(words.values())) < len(words):  # two codes share a label: the codes tell them apart
        words = {value: f"{value:g} {text}" for value, text in words.items()}
    text = numbers.replace_strict(words, default=None, return_dtype=pl.String)
    plain = pl.select(
        pl.when(text.is_null() & numbers.is_not_null())
        .then(numbers.cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(text)
    ).to_series()
    return plain.alias(column.name), {}


def _are_counts(words: Mapping[float, str]) -> bool:
    """Do the labels only repeat the numbers ("1", "2", "8 or more")?"""
    repeated = [v for v, text in words.items() if text.split(" ")[0].rstrip("+") == f"{v:g}"]
    return len(words) > 1 and len(repeated) >= len(words) - 1


def _whole(column: pl.Series) -> pl.Series:
    """Whole numbers as such: both formats hold every number as a float."""
    if not column.dtype.is_float():
        return column
    present = column.drop_nulls().drop_nans()
    if len(present) and bool((present == present.round()).all()) and float(
        present.abs().max()  # type: ignore[arg-type]
    ) < 2**53:  # fmt: skip
        return column.fill_nan(None).cast(pl.Int64)
    return column.fill_nan(None)
