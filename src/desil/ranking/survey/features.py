"""Which columns a model may read, and why the others are left aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.errors import UsageFault
from desil.ranking.facts.catalogue import KNOWN_FACTS, told_fact
from desil.ranking.survey.leaks import leaks_of, refuse_leaks
from desil.ranking.survey.register_facts import headers_by_fact, register_frame
from desil.ranking.survey.roles import Roles

MOSTLY_UNIQUE = 0.5  # a text with more different answers than half the rows names, not describes
ALL_UNIQUE = 0.995
_LEAST_NUMBERS = 0.999
_FEW = 12
_MOST_SPELLINGS = 1000
# Names of household, member and area numbers in survey files.
_NUMBER_NAMES = re.compile(
    r"^(hh|rt|ruta|kk|art|psu|ea|nks|nus|folio|serial|case)?_?(id|no|nomor|number|urut|num)$"
    r"|(^|_)(id|hhid|idrt|idruta|nokk|nik|nks|psu|nurt|renum|urut|folio|serial|uuid|key)(_|$)"
    r"|^(hhid|hhnum|conglome|vivienda|hogar)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Features:
    """The columns that may be read: text, whole numbers, or floats; missing is null.

    `columns`: what the file calls them.
    """

    frame: pl.DataFrame
    columns: frozenset[str]
    unused: dict[str, str]
    notes: tuple[str, ...]
    kept_leaks: Mapping[str, str]


def features_of(
    table: pl.DataFrame, roles: Roles, welfare: NDArray[np.float64], columns: Sequence[str]
) -> Features:
    """The features of a survey whose file has `columns`; nothing here looks at welfare but the
    search for leaks.

    UsageFault where a column is a leak that `roles` does not keep, or no column is left.
    """
    headers: Mapping[str, str] = {}
    if roles.register_facts:
        headers = headers_by_fact(columns, roles.never_read)
        table = register_frame(table, roles.never_read)
    wanted = [c for c in table.columns if c not in roles.never_read]
    if roles.only:
        wanted = [c for c in wanted if c in roles.only or c == roles.district]
    if roles.needed:
        wanted = [c for c in wanted if c in roles.needed or c == roles.district]
    unused: dict[str, str] = {}
    kept, merged = {}, []
    for name in wanted:
        column, several = _one_spelling(_plain(table[name]))
        merged += [headers.get(name, name)] * several
        if name == roles.district:
            column = column.cast(pl.String)  # a district's number is a name
        reason = "" if name in roles.needed else _why_unused(column)
        if reason:
            unused[headers.get(name, name)] = reason
        else:
            kept[name] = column.cast(pl.Float64) if column.dtype == pl.Boolean else column
    _hold_to_any(kept, unused, roles)
    frame = pl.DataFrame(kept)
    # What the user knows a column by is its name in the file.
    leaks = {headers.get(n, n): why for n, why in leaks_of(frame, welfare).items()}
    needed = (headers.get(n, n) for n in roles.needed)
    keep = dict.fromkeys(needed, "model lama membacanya") | dict(roles.keep)
    refuse_leaks(leaks, keep)
    told = {n: f"{why}; alasan: {keep[n] or '-'}" for n, why in leaks.items()}
    notes = [*_facts_used(headers, columns, roles)] if roles.register_facts else []
    notes += [f"'{n}' dipertahankan: {why}." for n, why in told.items()]
    if merged:
        notes.append(
            "Jawaban yang berbeda hanya pada huruf besar atau spasi dihitung sama: "
            f"{', '.join(merged)}."
        )
    known = frozenset(headers.get(n, n) for n in kept)
    return Features(frame, known, unused, tuple(notes), told)


def _hold_to_any(kept: Mapping[str, pl.Series], unused: Mapping[str, str], roles: Roles) -> None:
    if kept:
        return
    if roles.needed:
        raise UsageFault(
            "Survei tidak memuat satu pun kolom yang dibaca model: "
            f"{', '.join(map(told_fact, roles.needed[:_FEW]))}.",
            hint="Apakah surveinya sama? Model dari fakta kamus: tambahkan --register-facts.",
        )
    raise UsageFault(
        "Tidak ada kolom yang dapat dibaca model.",
        hint="Periksa --only dan --drop; "
        + "; ".join(f"{k}: {v}" for k, v in list(unused.items())[:5]),
    )


def _facts_used(
    headers: Mapping[str, str], columns: Sequence[str], roles: Roles
) -> tuple[str, ...]:
    """Which columns the dictionary knows, and which of the survey's it does not."""
    named = {name for _, name in roles.named()}
    others = [c for c in columns if c not in headers.values() and c not in named]
    told = [f"{KNOWN_FACTS[fact].label.id} ({header})" for fact, header in headers.items()]
    return (
        f"Fakta kamus dari survei ini: {', '.join(told) or '-'}.",
        f"Kolom lain, yang tidak dipakai: {', '.join(others) or '-'}.",
    )


def _one_spelling(column: pl.Series) -> tuple[pl.Series, bool]:
    """The column with texts that differ only in case and spaces as the most frequent of them, and
    whether there were any."""
    if column.dtype != pl.String:
        return column, False
    counts = column.drop_nulls().value_counts()
    if not 1 < len(counts) <= _MOST_SPELLINGS:
        return column, False
    folded = pl.col(column.name).str.to_lowercase().str.replace_all(r"\s+", " ")
    ordered = counts.with_columns(folded=folded).sort(
        "count", column.name, descending=[True, False]
    )  # fmt: skip
    first = ordered.with_columns(first=pl.col(column.name).first().over("folded"))
    other = first.filter(pl.col(column.name) != pl.col("first"))
    if not len(other):
        return column, False
    return column.replace(other[column.name], other["first"]), True


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
    if column.dtype.is_numeric() and different > _FEW and _is_whole(present):
        if different > ALL_UNIQUE * len(present):
            return "setiap baris lain nomornya"
        if different > MOSTLY_UNIQUE * len(present) and _NUMBER_NAMES.search(column.name):
            return "nomor rumah tangga, anggota atau wilayah"
    return ""


def _is_whole(present: pl.Series) -> bool:
    return bool((present == present.round()).all())
