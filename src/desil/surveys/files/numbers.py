"""Numbers written as text, by the convention of the file: decimal comma, thousands of either kind.

A convention is taken for the whole file, since one program wrote it. Texts with leading zeros are
codes, never numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_PLAIN = r"^[-+]?(0|[1-9]\d*|0?\.\d+|0\.\d*|[1-9]\d*\.\d*)([eE][-+]?\d+)?$"
_COMMA = r"^[-+]?(0|[1-9]\d*)?,\d+$"  # 1250,5
_DOTS = r"^[-+]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$"  # 1.234.567,5
_MANY_DOTS = r"^[-+]?[1-9]\d{0,2}(\.\d{3}){2,}(,\d+)?$"
_DOT_AND_COMMA = r"^[-+]?[1-9]\d{0,2}(\.\d{3})+,\d+$"
_COMMAS = r"^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$"  # 1,234,567.5
_MANY_COMMAS = r"^[-+]?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?$"
_THREE_AFTER_DOT = r"^[-+]?[1-9]\d{0,2}\.\d{3}$"
_WHOLE = r"^[-+]?(0|[1-9]\d*)$"
_NUMERIC_SHARE = 0.999  # of the answers of a column that is a number
_MOST_WORDS = 3  # different words beside numbers, such as "tidak tahu"


@dataclass(frozen=True, slots=True)
class Convention:
    """How a file writes numbers: `decimal_comma`, and thousands by dots or by commas."""

    decimal_comma: bool
    dots: bool
    commas: bool


def convention_of(table: pl.DataFrame) -> Convention:
    """The convention that the texts of a table show."""
    texts = [table[c] for c in table.columns if table[c].dtype == pl.String]
    decimal_comma = any(_all(t, f"{_COMMA}|{_WHOLE}|{_DOTS}") and _any(t, _COMMA) for t in texts)
    dots = any(_all(t, f"{_DOTS}|{_WHOLE}|{_COMMA}") and (
        _any(t, _MANY_DOTS) or _any(t, _DOT_AND_COMMA)) for t in texts)  # fmt: skip
    commas = any(_all(t, f"{_COMMAS}|{_PLAIN}") and _any(t, _MANY_COMMAS) for t in texts)
    return Convention(decimal_comma and not commas, (dots or decimal_comma) and not commas, commas)


def with_numbers(table: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """The table with its columns of numbers as numbers, and what to look at.

    A column in which a few words stand beside numbers keeps its texts.
    """
    convention = convention_of(table)
    notes, columns = [], []
    doubtful = []
    for name in table.columns:
        column = table[name]
        if column.dtype == pl.String:
            if not (convention.dots or convention.commas) and _is_doubtful(column):
                doubtful.append(name)
            column = number_column(column, convention)
        columns.append(column)
    if convention.dots or convention.decimal_comma:
        notes.append("Angka dibaca cara Indonesia: titik ribuan, koma desimal.")
    if convention.commas:
        notes.append("Angka dibaca cara Inggris: koma ribuan, titik desimal.")
    if doubtful:
        notes.append(
            f"Titik dibaca sebagai desimal pada {', '.join(doubtful)}, padahal selalu diikuti tiga "
            "angka: bila itu ribuan, simpan ulang tanpa titik."
        )
    return pl.DataFrame(columns), notes


def number_column(column: pl.Series, convention: Convention) -> pl.Series:
    """The column as whole numbers or floats where its texts are numbers, else as it is."""
    plain = _plain_text(column, convention)
    kind = plain.str.contains(_PLAIN)
    present = len(column) - column.null_count()
    numeric = int(kind.sum() or 0)
    if not present or not numeric:
        return column
    if numeric < present and numeric < _NUMERIC_SHARE * present:
        return column
    words = column.filter(~kind.fill_null(True))
    if words.n_unique() > _MOST_WORDS:
        return column
    if len(words):
        return column  # the words may stand for "not known": missing_codes looks at them
    if bool(plain.str.contains(_WHOLE).all()):
        whole = plain.cast(pl.Int64, strict=False)
        if whole.null_count() == column.null_count():
            return whole
    return plain.cast(pl.Float64, strict=False)


def _plain_text(column: pl.Series, convention: Convention) -> pl.Series:
    """The texts with a decimal point and no thousands."""
    plain = column
    if convention.dots:
        matches = plain.str.contains(_DOTS).fill_null(False)
        plain = pl.select(
            pl.when(matches).then(plain.str.replace_all(".", "", literal=True)).otherwise(plain)
        ).to_series().alias(column.name)  # fmt: skip
    if convention.decimal_comma or convention.dots:
        matches = plain.str.contains(_COMMA).fill_null(False)
        plain = pl.select(
            pl.when(matches).then(plain.str.replace(",", ".", literal=True)).otherwise(plain)
        ).to_series().alias(column.name)  # fmt: skip
    if convention.commas:
        matches = plain.str.contains(_COMMAS).fill_null(False)
        plain = pl.select(
            pl.when(matches).then(plain.str.replace_all(",", "", literal=True)).otherwise(plain)
        ).to_series().alias(column.name)  # fmt: skip
    return plain


def _is_doubtful(column: pl.Series) -> bool:
    return (
        _all(column, f"{_THREE_AFTER_DOT}|{_WHOLE}")
        and _any(column, _THREE_AFTER_DOT)
        and column.n_unique() > 12
    )


def _all(column: pl.Series, pattern: str) -> bool:
    present = column.drop_nulls()
    if not len(present):
        return False
    return float(present.str.contains(pattern).mean()) >= _NUMERIC_SHARE  # type: ignore[arg-type]


def _any(column: pl.Series, pattern: str) -> bool:
    return bool(column.str.contains(pattern).any())
