"""A survey ready to learn from: features, log welfare, weights, clusters, groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desil.engine.hashing import sha256_of
from desil.errors import UsageFault
from desil.ranking.survey.features import Features, features_of
from desil.ranking.survey.reading import read_table
from desil.ranking.survey.roles import Roles, hold_to_columns

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
FEWEST_ROWS = 100
_ALL_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Survey:
    """Rows in an order that does not depend on the file's: two files with the same rows are one.

    `welfare` is ln of the welfare column. `weight` has mean 1. `cluster` and `stratum` are codes
    from 0. `left_out` counts rows by reason; `unused` says why a column is not read; `notes` are
    things to look at, in words.
    """

    features: pl.DataFrame
    welfare: Floats
    weight: Floats
    cluster: Codes
    stratum: Codes
    groups: Mapping[str, NDArray[np.str_]]
    district: str | None
    left_out: Mapping[str, int]
    unused: Mapping[str, str]
    notes: tuple[str, ...]
    sha256: str
    weighting: str

    def __len__(self) -> int:
        return len(self.welfare)


def read_survey(path: Path, roles: Roles) -> Survey:
    """The survey in `path`; UsageFault says which column or how many rows are not enough."""
    table = read_table(path)
    hold_to_columns(roles, table.columns)
    return survey_of(table, roles, sha256=sha256_of(path))


def survey_of(table: pl.DataFrame, roles: Roles, *, sha256: str = "") -> Survey:
    """A survey from a table whose columns `roles` names."""
    number = _numbers(table, roles.welfare)
    weight = _numbers(table, roles.weight) if roles.weight else np.ones(len(table))
    kept, left_out = _rows_that_count(number, weight, roles)
    order = _own_order(table, kept)
    table, number, weight = table[order], number[order], weight[order]
    welfare = number if roles.already_log else np.log(number)
    _hold_to_enough(welfare, left_out)
    features = features_of(table, roles, welfare)
    return Survey(
        features=features.frame,
        welfare=welfare,
        weight=weight / weight.mean(),
        cluster=_codes(table, roles.cluster, each_alone=True),
        stratum=_codes(table, roles.strata, each_alone=False),
        groups={g: _names(table[g]) for g in roles.groups},
        district=_district(roles, features),
        left_out=left_out,
        unused=features.unused,
        notes=features.notes + _notes_on(number, roles),
        sha256=sha256,
        weighting=roles.weight or "equal",
    )


def _numbers(table: pl.DataFrame, name: str) -> Floats:
    """A column as floats; NaN where it is missing, infinite or no number."""
    column = table[name]
    if not column.dtype.is_numeric() and column.dtype != pl.String:
        raise UsageFault(f"Kolom '{name}' bukan angka ({column.dtype}).", hint="Pilih kolom lain.")
    values = column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()
    if np.isnan(values).all():
        raise UsageFault(f"Kolom '{name}' tidak berisi angka.", hint="Pilih kolom lain.")
    return np.where(np.isfinite(values), values, np.nan)


def _rows_that_count(
    number: Floats, weight: Floats, roles: Roles
) -> tuple[NDArray[np.bool_], dict[str, int]]:
    if (weight < 0).any():
        raise UsageFault(
            f"--weight {roles.weight}: {int((weight < 0).sum())} baris berpenimbang negatif, "
            f"yang terkecil {np.nanmin(weight):g}.",
            hint="Penimbang adalah kebalikan peluang terpilih: nol atau lebih.",
        )
    with np.errstate(invalid="ignore"):
        reasons = {
            "kesejahteraan kosong": np.isnan(number),
            "kesejahteraan nol atau negatif": (number <= 0) & np.bool_(not roles.already_log),
            "penimbang kosong atau nol": np.isnan(weight) | (weight == 0),
        }
    kept = np.ones(len(number), dtype=bool)
    left_out = {}
    for reason, holds in reasons.items():
        if count := int((kept & holds).sum()):
            left_out[reason] = count
        kept &= ~holds
    return kept, left_out


def _own_order(table: pl.DataFrame, kept: NDArray[np.bool_]) -> Codes:
    """The kept rows, ordered by what they hold."""
    sortable = [c for c in table.columns if not table[c].dtype.is_nested()]
    numbered = table.select(sortable).with_row_index("row number of desil").filter(kept)
    return numbered.sort(sortable, nulls_last=True)["row number of desil"].cast(pl.Int64).to_numpy()


def _hold_to_enough(welfare: Floats, left_out: Mapping[str, int]) -> None:
    told = "; ".join(f"{reason}: {count}" for reason, count in left_out.items())
    if len(welfare) < FEWEST_ROWS:
        raise UsageFault(
            f"Hanya {len(welfare)} baris yang dapat dipakai" + (f" ({told})." if told else "."),
            hint=f"Sebuah model butuh sedikitnya {FEWEST_ROWS} rumah tangga.",
        )
    if welfare.std() < _ALL_ALIKE:
        raise UsageFault(
            "Kesejahteraan sama pada semua baris.", hint="Pilih kolom pengeluaran: --welfare"
        )


def _codes(table: pl.DataFrame, name: str | None, *, each_alone: bool) -> Codes:
    """Codes from 0 in the order of the values; a missing value stands alone or together."""
    if name is None:
        return np.arange(len(table)) if each_alone else np.zeros(len(table), dtype=np.int64)
    values = _names(table[name])
    if each_alone:
        missing = table[name].is_null().to_numpy()
        values = np.where(missing, np.char.add("?", np.arange(len(table)).astype(str)), values)
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


def _names(column: pl.Series) -> NDArray[np.str_]:
    return column.cast(pl.String).fill_null("?").to_numpy().astype(str)


def _district(roles: Roles, features: Features) -> str | None:
    if roles.district is None:
        return None
    if roles.district not in features.frame.columns:
        raise UsageFault(
            f"--district {roles.district} tidak dapat menjadi wilayah: "
            f"{features.unused.get(roles.district, 'kolom itu dikesampingkan')}.",
            hint="Pilih kolom yang menyebut wilayah beberapa puluh rumah tangga atau lebih.",
        )
    return roles.district


def _notes_on(number: Floats, roles: Roles) -> tuple[str, ...]:
    if not roles.already_log and number.max() < 30 and number.min() > 1:
        return (
            f"'{roles.welfare}' hanya {number.min():.2f} sampai {number.max():.2f}: bila itu sudah "
            "logaritma, tambahkan --already-log.",
        )
    return ()
