"""A survey ready to learn from: features, log welfare, weights, clusters, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import bmat, coo_array
from scipy.sparse.csgraph import connected_components

from desil.errors import UsageFault
from desil.ranking.survey.data_checks import hold_to_roles, notes_on
from desil.ranking.survey.features import Features, features_of
from desil.ranking.survey.households import (
    DUPLICATES,
    FINGERPRINT,
    household_columns,
    households_of,
    own_order,
)
from desil.ranking.survey.missing_codes import FoundCode, without_missing_codes
from desil.ranking.survey.roles import Roles

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
FEWEST_ROWS = 100
_ALL_ALIKE = 1e-9
_SUM_OFF = 1e-4
_NO_LABELS: Mapping[str, Mapping[float, str]] = MappingProxyType({})


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
    kept_leaks: Mapping[str, str] = field(default_factory=dict)
    missing_codes: tuple[FoundCode, ...] = ()

    def __len__(self) -> int:
        return len(self.welfare)


def survey_of(
    table: pl.DataFrame,
    roles: Roles,
    *,
    sha256: str = "",
    labels: Mapping[str, Mapping[float, str]] = _NO_LABELS,
    notes: tuple[str, ...] = (),
    columns: Sequence[str] = (),
) -> Survey:
    """A survey from a table whose columns `roles` names.

    `labels`: labels of some values of a number, by column. `notes`: what reading the file told.
    `columns`: all that the file has, where the table holds some of them.
    UsageFault where the file is no survey of households, or holds leaks that `roles` does not keep.
    """
    table, rows_left_out = _chosen_rows(table, roles)
    table, again, odd = households_of(table, roles)
    apart = (roles.weight, roles.cluster, roles.strata, roles.household, FINGERPRINT, *roles.drop)
    table, codes = without_missing_codes(
        table, labels, {n for n in apart if n} | set(roles.not_missing)
    )
    number = _numbers(table, roles.welfare)
    weight = _numbers(table, roles.weight) if roles.weight else np.ones(len(table))
    hold_to_roles(number, weight, roles)
    kept, left_out = _rows_that_count(number, weight, roles)
    order = own_order(table.filter(kept), roles).to_numpy()
    table, number, weight = (part[np.flatnonzero(kept)[order]] for part in (table, number, weight))
    welfare = number if roles.already_log else np.log(number)
    _hold_to_enough(welfare, left_out)
    features = features_of(table, roles, welfare, columns or table.columns)
    return Survey(
        features=features.frame,
        welfare=welfare,
        weight=weight / weight.mean(),
        cluster=_clusters(table, roles),
        stratum=_codes(table, roles.strata, each_alone=False),
        groups={g: _names(table[g]) for g in roles.groups},
        district=_district(roles, features),
        left_out=rows_left_out | ({DUPLICATES: again} if again else {}) | left_out,
        unused=features.unused,
        notes=(*notes, *odd, *features.notes,
               *notes_on(number, weight, roles, sum(left_out.values()))),
        sha256=sha256,
        weighting=roles.weight or "equal",
        kept_leaks=features.kept_leaks,
        missing_codes=tuple(c for c in codes if c.column in {*features.columns, roles.welfare}),
    )  # fmt: skip


def _chosen_rows(table: pl.DataFrame, roles: Roles) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows whose columns hold the asked values, and how many others there were."""
    kept, told = table, {}
    for column, value in roles.rows:
        text = kept[column].cast(pl.String).str.replace(r"\.0$", "")
        fewer = kept.filter(text == value)
        if not len(fewer):
            some = ", ".join(sorted(text.drop_nulls().unique().to_list())[:8])
            raise UsageFault(
                f"--rows {column}={value}: tidak ada baris seperti itu.", hint=f"Isinya: {some}"
            )
        if len(fewer) < len(kept):
            told[f"bukan {column}={value}"] = len(kept) - len(fewer)
        kept = fewer
    return kept, told


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
            "jumlah dari semua baris lain": _is_total(number),
        }
    kept = np.ones(len(number), dtype=bool)
    left_out = {}
    for reason, holds in reasons.items():
        if count := int((kept & holds).sum()):
            left_out[reason] = count
        kept &= ~holds
    return kept, left_out


def _is_total(number: Floats) -> NDArray[np.bool_]:
    """Where a row is the sum of all others, as at the foot of a sheet."""
    most, total = np.nanmax(number), np.nansum(number)
    is_sum = len(number) >= FEWEST_ROWS and abs(2 * most - total) <= _SUM_OFF * abs(total)
    return np.asarray((number == most) & np.bool_(is_sum))


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


def _clusters(table: pl.DataFrame, roles: Roles) -> Codes:
    """Clusters that hold each household whole: the named ones, and those that one household joins.

    Without `--cluster` a household is its own cluster; without `--id` too, a row is.
    """
    cluster = _codes(table, roles.cluster, each_alone=True)
    if roles.household is None:
        return cluster
    names = household_columns(roles, table)
    key = table.select(pl.concat_str([pl.col(n).cast(pl.String) for n in names], separator="|"))
    household = _codes(key, key.columns[0], each_alone=True)
    if roles.cluster is None:
        return household
    shape = (int(household.max()) + 1, int(cluster.max()) + 1)
    joined = coo_array((np.ones(len(table)), (household, cluster)), shape)
    both = bmat([[None, joined], [joined.T, None]])
    parts = connected_components(both, directed=False)[1][shape[0] :]
    return np.unique(parts[cluster], return_inverse=True)[1].astype(np.int64)


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
            hint="Dengan --register-facts tidak ada tingkat menurut wilayah: kamus tidak memuat "
            "fakta wilayah."
            if roles.register_facts
            else "Pilih kolom yang menyebut wilayah beberapa puluh rumah tangga atau lebih.",
        )
    return roles.district
