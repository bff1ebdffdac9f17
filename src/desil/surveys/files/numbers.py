"""Numbers written as text, by the convention of the file: decimal comma, thousands of either kind.

A convention is taken for the whole file, since one program wrote it. Texts with leading zeros are
codes, never numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from desil.ranking.survey.missing_codes import is_missing_word

_PLAIN = r"^[-+]?(0|[1-9]\d*|0?\.\d+|0\.\d*|[1-9]\d*\.\d*)([eE][-+]?\d+)?$"
_COMMA = r"^[-+]?(0|[1-9]\d*)?,\d+$"  # 1250,5
_DOTS = r"^[-+]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$"  # 1.234.567,5
_MANY_DOTS = r"^[-+]?[1-9]\d{0,2}(\.\d{3}){2,}(,\d+)?$"
_DOT_AND_COMMA = r"^[-+]?[1-9]\d{0,2}(\.\d{3})+,\d+$"
_COMMAS = r"^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$"  # 1,234,567.5
_MANY_COMMAS = r"^[-+]?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?$"
_THREE_AFTER_DOT = r"^[-+]?[1-9]\d{0,2}\.\d{3}$"
_WHOLE = r"^[-+]?(0|[1-9]\d*)$"
_POWER = r"^\d([.,]\d+)?[eE]\+(1[0-9]|[2-9]\d)$"  # 3,27E+15
_ANY_NUMBER = r"[-+]?[\d.,]*\d[\d.,]*([eE][-+]?\d+)?"
_MONEY = r"(?i)^\s*(rp|idr)\.?\s*"
_NO_CENTS = r"[,.]-{1,2}$"  # 1.250.000,-
_SPACE = r"[ \u00a0\u202f'\u2019]"
_SPACES = rf"^[-+]?\d{{1,3}}({_SPACE}\d{{3}})+([.,]\d+)?$"  # 1 250 000
_NUMERIC_SHARE = 0.999  # of the answers of a column that shows a convention
_MOST_WORDS = 5  # different words beside numbers, such as "tidak tahu"


@dataclass(frozen=True, slots=True)
class Convention:
    """How a file writes numbers: `decimal_comma`, and thousands by dots or by commas."""

    decimal_comma: bool
    dots: bool
    commas: bool


def convention_of(table: pl.DataFrame) -> Convention:
    """The convention that the texts of a table show."""
    texts = [without_words(table[c]) for c in table.columns if table[c].dtype == pl.String]
    decimal_comma = any(_all(t, f"{_COMMA}|{_WHOLE}|{_DOTS}") and _any(t, _COMMA) for t in texts)
    dots = any(_all(t, f"{_DOTS}|{_WHOLE}|{_COMMA}") and (
        _any(t, _MANY_DOTS) or _any(t, _DOT_AND_COMMA)) for t in texts)  # fmt: skip
    commas = any(_all(t, f"{_COMMAS}|{_PLAIN}") and _any(t, _MANY_COMMAS) for t in texts)
    return Convention(decimal_comma and not commas, (dots or decimal_comma) and not commas, commas)


def with_numbers(table: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """The table with its columns of numbers as numbers, and what to look at.

    A column in which other words than those for "not known" stand beside numbers keeps its texts.
    """
    bare = pl.DataFrame([bare_numbers(table[name]) for name in table.columns])
    convention = convention_of(bare)
    notes, columns = [], []
    doubtful, cut = [], []
    for name in table.columns:
        column = bare[name]
        if column.dtype == pl.String:
            if not (convention.dots or convention.commas) and _is_doubtful(column):
                doubtful.append(name)
            if _all(column, _POWER):
                cut.append(name)
            column = number_column(column, convention)
            if column.dtype == pl.String and not _has_words(column):
                column = table[name]
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
    if cut:
        notes.append(
            f"Nomor panjang pada {', '.join(cut)} tertulis sebagai pangkat (3,27E+15): angka "
            "belakangnya sudah hilang di lembar kerja. Ekspor ulang sebagai teks."
        )
    return pl.DataFrame(columns), notes


def bare_numbers(column: pl.Series) -> pl.Series:
    """The texts without what decorates a number: Rp, the dash for no cents, spaces at thousands, a
    percent sign that every number has. Other texts stay as they are."""
    if column.dtype != pl.String:
        return column
    found = column.str.replace(_MONEY, "").str.replace(_NO_CENTS, "")
    spaced = found.str.contains(_SPACES).fill_null(False)
    if bool(spaced.any()):
        found = _where(spaced, found.str.replace_all(_SPACE, ""), found)
    if _all(without_words(found), rf"^{_ANY_NUMBER}\s*%$"):
        found = found.str.replace(r"\s*%$", "")
    is_number = found.str.contains(f"^{_ANY_NUMBER}$").fill_null(False)
    return _where(is_number, found, column)


def without_words(column: pl.Series) -> pl.Series:
    """The texts with words for "not known" as null, where a few stand among numbers."""
    return _where(~_is_word(column), column, None)


def _has_words(column: pl.Series) -> bool:
    return bool(_is_word(column).any())


def _is_word(column: pl.Series) -> pl.Series:
    """Where a text is a word for "not known", in a column that is numbers apart from them."""
    other = column.filter(~column.str.contains(f"^{_ANY_NUMBER}%?$").fill_null(True)).unique()
    if not 0 < len(other) <= _MOST_WORDS or not all(is_missing_word(t) for t in other.to_list()):
        return pl.repeat(False, len(column), eager=True)
    return column.is_in(other.implode()).fill_null(False)


def _where(holds: pl.Series, then: pl.Series, otherwise: pl.Series | None) -> pl.Series:
    return pl.select(pl.when(holds).then(then).otherwise(otherwise)).to_series().alias(then.name)


def number_column(column: pl.Series, convention: Convention) -> pl.Series:
    """The column as whole numbers or floats where its texts are numbers, else as it is.

    Words for "not known" stay beside numbers that are written plainly: `missing_codes` looks at
    them.
    """
    plain = _plain_text(column, convention)
    left = without_words(plain)
    present = len(left) - left.null_count()
    if not present or not bool(left.drop_nulls().str.contains(_PLAIN).all()):
        return column
    if left.null_count() > column.null_count():
        return plain
    if bool(plain.str.contains(_WHOLE).all()):
        whole = plain.cast(pl.Int64, strict=False)
        # More digits than a whole number holds are a number of something, and stay text.
        return whole if whole.null_count() == column.null_count() else plain
    return plain.cast(pl.Float64, strict=False)


def _plain_text(column: pl.Series, convention: Convention) -> pl.Series:
    """The texts with a decimal point and no thousands."""
    plain = column
    if convention.dots:
        plain = _replaced(plain, _DOTS, ".", "")
    if convention.decimal_comma or convention.dots:
        plain = _replaced(plain, _COMMA, ",", ".")
    if convention.commas:
        plain = _replaced(plain, _COMMAS, ",", "")
    return plain


def _replaced(column: pl.Series, pattern: str, sign: str, by: str) -> pl.Series:
    matches = column.str.contains(pattern).fill_null(False)
    return _where(matches, column.str.replace_all(sign, by, literal=True), column)


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
