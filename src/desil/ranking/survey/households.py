"""Rows of a survey as households: duplicates, member-level files, and an order of their own."""

from __future__ import annotations

import polars as pl

from desil.errors import UsageFault
from desil.ranking.survey.roles import Roles

ROW = "row number of desil"
FINGERPRINT = "fingerprint of desil"  # a number for the columns of a row that were not read
DUPLICATES = "kembar persis dari baris lain"
_SAME = 0.5  # of the households with several rows: those with one welfare in all of them
_MOSTLY_DIFFERENT = 0.5
_CODE_LIKE = 20  # rows a household; more is a number within a block
_ROUNDING = 1e-6
_FEWEST_BLOCKS = 50
_MEMBERS_A_BLOCK = 1.7  # rows that follow one another with one welfare, in the mean


def households_of(table: pl.DataFrame, roles: Roles) -> tuple[pl.DataFrame, int, list[str]]:
    """(the table with each household once, exact duplicate rows taken out, notes).

    UsageFault for a file of members: rows with one household number and one welfare, that differ
    in other columns.
    """
    kept, duplicates, notes = _without_duplicates(table, roles)
    if roles.household is None:
        return kept, duplicates, [*notes, *_like_members(kept, roles)]
    by = household_columns(roles, kept)
    named = kept.filter(pl.col(roles.household).is_not_null())
    several = named.group_by(by).agg(
        rows=pl.len(), spread=_spread(pl.col(roles.welfare))
    ).filter(pl.col("rows") > 1)  # fmt: skip
    if not len(several):
        return kept, duplicates, notes
    same = int((several["spread"] <= _ROUNDING).sum())
    rows = int(several["rows"].sum())
    if several["rows"].mean() > _CODE_LIKE:  # type: ignore[operator]
        raise UsageFault(
            f"--id {roles.household}: hanya {named[roles.household].n_unique()} nomor untuk "
            f"{len(named)} baris.",
            hint="Nomor itu mungkin hanya berlaku di dalam blok: sebut juga --cluster BLOK.",
        )
    if same > _SAME * len(several):
        raise UsageFault(
            f"Berkas ini per anggota, bukan per rumah tangga: {len(several)} nomor "
            f"'{roles.household}' ada pada {rows} baris yang berbeda.",
            hint="Jadikan satu baris satu rumah tangga: simpan baris kepala saja "
            f"(--rows 'hubungan=1'), atau jumlahkan dan rata-ratakan anggotanya per "
            f"{roles.household}.",
        )
    notes.append(
        f"{len(several)} nomor '{roles.household}' ada pada lebih dari satu baris dengan "
        "kesejahteraan yang berbeda: dianggap rumah tangga yang didatangi lagi, dan selalu berada "
        "dalam satu lipatan."
    )
    return kept, duplicates, notes


def _spread(welfare: pl.Expr) -> pl.Expr:
    """The most that a household's rows differ, as a share of its welfare."""
    number = welfare.cast(pl.Float64, strict=False)
    return ((number.max() - number.min()) / number.abs().max()).fill_null(0.0).fill_nan(0.0)


def _like_members(table: pl.DataFrame, roles: Roles) -> list[str]:
    """A note where one welfare stands on rows that follow one another, as on those of members."""
    named = list(dict.fromkeys(n for n in (roles.welfare, roles.cluster, roles.weight) if n))
    welfare = table[roles.welfare]
    if len(table) < _FEWEST_BLOCKS or welfare.is_sorted() or welfare.is_sorted(descending=True):
        return []
    block = table.select(pl.struct(named).rle_id()).to_series()
    sizes = block.value_counts()["count"]
    if len(sizes) < _FEWEST_BLOCKS or len(table) < _MEMBERS_A_BLOCK * len(sizes):
        return []
    if int(sizes.max()) > _CODE_LIKE * 2:  # type: ignore[arg-type] # counts
        return []
    return [
        f"{len(table)} baris berurutan memuat hanya {len(sizes)} nilai kesejahteraan: berkas ini "
        "tampak per anggota, bukan per rumah tangga. Sebut nomor rumah tangganya (--id), atau "
        "ambil baris kepala saja (--rows KOLOM=NILAI)."
    ]


def _without_duplicates(table: pl.DataFrame, roles: Roles) -> tuple[pl.DataFrame, int, list[str]]:
    plain = [c for c in table.columns if not table[c].dtype.is_nested()]
    kept = table.unique(subset=plain, keep="first", maintain_order=True)
    again = len(table) - len(kept)
    if not again:
        return table, 0, []
    different = table[roles.welfare].n_unique()
    if roles.household is None and different < _MOSTLY_DIFFERENT * len(kept):
        return table, 0, [
            f"{again} baris sama persis dengan baris lain; tanpa --id tidak dapat dikatakan "
            "apakah itu rumah tangga yang sama, jadi semuanya dihitung."
        ]  # fmt: skip
    return kept, again, []


def household_columns(roles: Roles, table: pl.DataFrame) -> list[str]:
    """The columns that name a household: the number, within its cluster where numbers repeat
    from cluster to cluster."""
    household, cluster = str(roles.household), roles.cluster
    if cluster is None or cluster == household:
        return [household]
    spans = table.group_by(household).agg(pl.col(cluster).n_unique())[cluster]
    return [cluster, household] if (spans > 1).mean() > _SAME else [household]  # type: ignore[operator]


def own_order(table: pl.DataFrame, roles: Roles) -> pl.Series:
    """Row numbers, ordered by what the rows hold: by the named columns first, so that a column
    that is added or renamed moves no row (unless two rows agree in all of them)."""
    first = [roles.household, roles.cluster, roles.strata, roles.welfare, roles.weight]
    named = list(dict.fromkeys(n for n in first if n))
    rest = sorted(c for c in table.columns if c not in named and not table[c].dtype.is_nested())
    numbered = table.select([*named, *rest]).with_row_index(ROW)
    return numbered.sort([*named, *rest], nulls_last=True)[ROW].cast(pl.Int64)
