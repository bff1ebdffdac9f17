"""Which columns a model may read, and why the others are left aside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.errors import UsageFault
from desil.ranking.survey.register_facts import register_frame
from desil.ranking.survey.roles import Roles

MOSTLY_UNIQUE = 0.5  # a text with more different answers than half the rows names, not describes
ALL_UNIQUE = 0.995
LEAKS = 0.95  # share of the variance of welfare that no questionnaire column explains alone
_LEAST_NUMBERS = 0.999
_FEW = 12


@dataclass(frozen=True, slots=True)
class Features:
    """The columns that may be read: text, whole numbers, or floats; missing is null."""

    frame: pl.DataFrame
    unused: dict[str, str]
    notes: tuple[str, ...]


def features_of(table: pl.DataFrame, roles: Roles, welfare: NDArray[np.float64]) -> Features:
    """The features of a survey; nothing here looks at welfare but the warning of a leak."""
    if roles.register_facts:
        table = register_frame(table, roles.never_read)
    wanted = [c for c in table.columns if c not in roles.never_read]
    if roles.only:
        wanted = [c for c in wanted if c in roles.only or c == roles.district]
    unused: dict[str, str] = {}
    kept = {}
    for name in wanted:
        column = _plain(table[name])
        if name == roles.district:
            column = column.cast(pl.String)  # a district's number is a name
        if reason := _why_unused(column):
            unused[name] = reason
        else:
            kept[name] = column.cast(pl.Float64) if column.dtype == pl.Boolean else column
    if not kept:
        raise UsageFault(
            "Tidak ada kolom yang dapat dibaca model.",
            hint="Periksa --only dan --drop; "
            + "; ".join(f"{k}: {v}" for k, v in list(unused.items())[:5]),
        )
    notes = tuple(
        f"'{name}' hampir menentukan kesejahteraan sendirian; bila dihitung darinya, "
        f"tambahkan --drop {name}."
        for name, column in kept.items()
        if _leaks(column, welfare)
    )
    return Features(pl.DataFrame(kept), unused, notes)


def _plain(column: pl.Series) -> pl.Series:
    """Text, whole number, float or boolean; dates as days; other types as they are."""
    if column.dtype in (pl.Categorical, pl.Enum):
        column = column.cast(pl.String)
    if column.dtype.is_temporal() and column.dtype not in (pl.Time, pl.Duration):
        return column.cast(pl.Date).cast(pl.Int32).cast(pl.Float64)
    if column.dtype.is_float() or column.dtype.is_decimal():
        floats = column.cast(pl.Float64)
        return _whole_where_missing(
            pl.select(pl.when(floats.is_finite()).then(floats)).to_series().alias(column.name)
        )
    if column.dtype.is_integer():
        return column.cast(pl.Int64)
    if column.dtype == pl.String:
        return _numbers_in_text(column.str.strip_chars().replace("", None))
    return column


def _whole_where_missing(column: pl.Series) -> pl.Series:
    """Whole numbers with gaps: many files have no other way to hold them than as floats."""
    present = column.drop_nulls()
    is_whole = 0 < len(present) < len(column) and (present == present.round()).all()
    return column.cast(pl.Int64, strict=False) if is_whole else column


def _numbers_in_text(column: pl.Series) -> pl.Series:
    """A text column of many different numbers is a number."""
    numbers = column.cast(pl.Float64, strict=False)
    present = len(column) - column.null_count()
    read = len(numbers) - numbers.null_count()
    if present and read >= _LEAST_NUMBERS * present and numbers.n_unique() > _FEW:
        return _plain(numbers)
    return column


def _why_unused(column: pl.Series) -> str:
    present = column.drop_nulls()
    different = present.n_unique() if not column.dtype.is_nested() else 0
    readable = column.dtype in (pl.String, pl.Boolean, pl.Int64, pl.Float64)
    if not readable:
        return f"jenisnya {column.dtype}"
    if not different:
        return "kosong semua"
    if different == 1 and not column.null_count():
        return "sama pada semua baris"
    if column.dtype == pl.String and different > MOSTLY_UNIQUE * len(present) and different > _FEW:
        return "hampir setiap baris lain isinya (nama atau nomor)"
    if column.dtype == pl.Int64 and different > ALL_UNIQUE * len(present) and different > _FEW:
        return "setiap baris lain nomornya"
    return ""


def _leaks(column: pl.Series, welfare: NDArray[np.float64]) -> bool:
    """Is welfare all but a function of this column? By 100 groups of its values in order."""
    if column.dtype == pl.String:
        place = column.rank("dense").fill_null(0).to_numpy()
    else:
        place = column.fill_null(column.min()).rank("ordinal").to_numpy() * 100 // (len(column) + 1)
        if column.n_unique() <= _FEW:
            place = column.fill_null(column.min()).rank("dense").to_numpy()
    groups = np.unique(place, return_inverse=True)[1]
    mean = np.bincount(groups, welfare) / np.bincount(groups)
    explained = 1 - np.var(welfare - mean[groups]) / np.var(welfare)
    few_groups = len(mean) > len(welfare) / 5
    return bool(explained > LEAKS and not few_groups) or _parts(groups, welfare)


def _parts(groups: NDArray[np.intp], welfare: NDArray[np.float64]) -> bool:
    """Does a column of two answers part the poor from the others almost without overlap?"""
    if groups.max() != 1:
        return False
    order = np.argsort(np.argsort(welfare)) / len(welfare)
    share = groups.mean()
    if not 0.02 < share < 0.98:
        return False
    apart = abs(order[groups == 1].mean() - order[groups == 0].mean())
    return bool(apart > 0.45)  # half is all that two groups' mean ranks can differ
