"""Codes that stand for "not known" (99, 998, 999999999, "tidak tahu"), found by rule.

A code counts as missing only where it stands apart from the other answers; each is shown, and the
user may say that it is an answer (`--not-missing COLUMN`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from desil.dictionary.declarations.yaml_reader import bounded_yaml
from desil.dictionary.label import spelling_of

_MOST_DIGITS = 12
_PLAIN_NUMBER = r"^[-+]?(0|[1-9]\d*|0?\.\d+|0\.\d*|[1-9]\d*\.\d*)([eE][-+]?\d+)?$"
_YES_OR_NO = 2
_DIGITS = r"^\d{2,12}$"


@dataclass(frozen=True, slots=True)
class FoundCode:
    """One code of one column, on how many rows, and why it was taken for "not known"."""

    column: str
    code: str
    rows: int
    reason: str


@cache
def _rules() -> Mapping[str, Any]:
    text = files("desil.ranking.survey").joinpath("missing_codes.yaml").read_text(encoding="utf-8")
    rules: Mapping[str, Any] = bounded_yaml(text)
    return rules


@cache
def _positive_codes() -> frozenset[int]:
    digits = _rules()["last_digits"]
    return frozenset(
        int("9" * (width - 1) + str(d)) for width in range(2, _MOST_DIGITS + 1) for d in digits
    ) | frozenset(int(str(d) * width) for width in range(2, _MOST_DIGITS + 1) for d in (7, 8))


@cache
def _missing_words() -> frozenset[str]:
    return frozenset(spelling_of(str(word)) for word in _rules()["words"])


def is_missing_word(text: str) -> bool:
    """Does a text say that the answer is not known?"""
    return spelling_of(text) in _missing_words()


def without_missing_codes(
    table: pl.DataFrame,
    labels: Mapping[str, Mapping[float, str]],
    never: Iterable[str | None],
) -> tuple[pl.DataFrame, tuple[FoundCode, ...]]:
    """The table with the codes as null, and what was found; columns `never` stay as they are."""
    left_alone, found, columns = set(never), list[FoundCode](), []
    for name in table.columns:
        column = table[name]
        if name not in left_alone:
            if column.dtype == pl.String:
                column, mine = _without_words(column)
                found += mine
            if column.dtype == pl.String:
                column, mine = _without_padded_codes(column)
                found += mine
            elif column.dtype.is_numeric():
                column, mine = _without_numbers(column, labels.get(name, {}))
                found += mine
        columns.append(column)
    return pl.DataFrame(columns), tuple(found)


def _without_words(column: pl.Series) -> tuple[pl.Series, list[FoundCode]]:
    """The column without words for "not known"; a number where only numbers are left."""
    counts = column.drop_nulls().value_counts(sort=True)
    texts = counts[column.name].to_list() if len(counts) else []
    words = [t for t in texts if is_missing_word(t)]
    if not words or len(words) == len(texts):
        return column, []
    rows = dict(zip(texts, counts["count"].to_list(), strict=True))
    found = [FoundCode(column.name, w, rows[w], "kata 'tidak tahu'") for w in sorted(words)]
    left = _null_where(column, column.is_in(words))
    if bool(left.drop_nulls().str.contains(_PLAIN_NUMBER).all()):
        left = left.cast(pl.Float64)
        if bool((left.drop_nulls() == left.drop_nulls().round()).all()):
            left = left.cast(pl.Int64)
    return left, found


def _without_padded_codes(column: pl.Series) -> tuple[pl.Series, list[FoundCode]]:
    """Codes of one width with leading zeros ("01", "02", "99") without those for "not known"."""
    texts = column.drop_nulls()
    if not len(texts) or not bool(texts.str.contains(_DIGITS).all()):
        return column, []
    if texts.str.len_chars().n_unique() > 1 or not bool(texts.str.starts_with("0").any()):
        return column, []
    _, found = _without_numbers(column.cast(pl.Int64, strict=False), {})
    return _null_where(column, column.is_in([c.code for c in found])), found


def _null_where(column: pl.Series, hit: pl.Series) -> pl.Series:
    return pl.select(pl.when(~hit).then(column)).to_series().alias(column.name)


def _without_numbers(
    column: pl.Series, labels: Mapping[float, str]
) -> tuple[pl.Series, list[FoundCode]]:
    numbers = column.cast(pl.Float64).fill_null(np.nan).to_numpy()
    values, counts = np.unique(numbers[np.isfinite(numbers)], return_counts=True)
    said = {v: f"label '{t}'" for v, t in labels.items() if spelling_of(t) in _missing_words()}
    codes = {float(v): said[float(v)] for v in values if float(v) in said}
    for code in _apart(values, counts, set(said)):
        codes.setdefault(code, "jauh dari jawaban lain")
    if not codes or len(codes) == len(values):
        return column, []
    rows = dict(zip(values.tolist(), counts.tolist(), strict=True))
    found = [FoundCode(column.name, f"{c:.0f}", rows[c], why) for c, why in sorted(codes.items())]
    hit = np.isin(numbers, list(codes))
    return column.set(pl.Series(hit), None), found


def _apart(values: Any, counts: Any, said: set[float]) -> list[float]:
    """The codes that stand apart from what else a column holds."""
    rules, total = _rules(), counts.sum()
    known = _positive_codes()
    is_code = np.array([v == round(v) and int(v) in known for v in values], dtype=bool)
    is_code |= _one_digit_codes(values, is_code)
    is_negative = np.isin(values, rules["negative"])
    is_said = np.isin(values, list(said))
    others = ~(is_code | is_negative | is_said)
    if others.sum() < 2:
        return []
    low, high = float(values[others].min()), float(values[others].max())
    top = counts[others][values[others] >= _high_end(values[others], counts[others])].max()
    found = []
    for place in np.flatnonzero(is_code | is_negative):
        value, rows = float(values[place]), int(counts[place])
        if rows > rules["most_share"] * total or rows < rules["fewest_rows"]:
            continue
        if value < 0:
            if low >= 0:
                found.append(value)
        elif value > high and (
            value - high >= rules["gap_share"] * (high - low) + 1
            or rows >= rules["times_as_frequent"] * max(top, 1)
        ):
            found.append(value)
    return found


def _one_digit_codes(values: Any, is_code: Any) -> Any:
    """7, 8 and 9 where all else is a yes or a no (0 and 1, or 1 and 2)."""
    one_digit = np.isin(values, _rules()["last_digits"])
    others = values[~(is_code | one_digit) & (values >= 0)]
    return one_digit & (others.max(initial=0) <= _YES_OR_NO)


def _high_end(values: Any, counts: Any) -> float:
    """The value at which the highest hundredth of the answers begins."""
    below = np.cumsum(counts) / counts.sum()
    return float(values[np.searchsorted(below, 0.99)])
