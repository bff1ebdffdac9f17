"""Two releases of a small made-up city as files, and ways of spoiling the second one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import polars as pl

from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.plausibility.hand_in import HandedDelivery, Handover, hand_in_delivery
from desil.synthetic.city import make_city

FIRST, SECOND = date(2025, 9, 17), date(2025, 12, 17)
AT = datetime(2026, 4, 1, 8, tzinfo=UTC)
Tables = tuple[pl.DataFrame, pl.DataFrame]  # families, members: every cell text
KK, NIK = "nomor_kartu_keluarga", "nomor_induk_kependudukan"


@cache
def releases() -> Mapping[date, Tables]:
    """The two releases, made once in a process."""
    folder = Path(mkdtemp())
    try:
        make_city(folder / "city", scale=0.003, seed=7, releases=2, progress=Silent())
        return {on: _read(folder / "city" / "deliveries" / "dtsen" / str(on))
                for on in (FIRST, SECOND)}  # fmt: skip
    finally:
        shutil.rmtree(folder)


def _read(folder: Path) -> Tables:
    def table(pattern: str) -> pl.DataFrame:
        (path,) = folder.glob(pattern)
        return pl.read_csv(path, separator="|", infer_schema=False)

    return table("keluarga_*"), table("anggota_*")


def write(folder: Path, tables: Tables, separator: str = "|") -> list[Path]:
    """The two files of a release."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "keluarga.csv", folder / "anggota.csv"]
    for path, table in zip(paths, tables, strict=True):
        table.write_csv(path, separator=separator)
    return paths


def of_families(tables: Tables, chosen: pl.DataFrame) -> Tables:
    """A release of only these families, with their members."""
    return chosen, tables[1].join(chosen.select(KK), on=KK, how="semi")


def hand_in(
    home: Path, files: list[Path], on: date, *, source: str = "dtsen", **options: object
) -> HandedDelivery:
    """Hand in a release, or a delivery of another source."""
    store = Store(home)
    with store.sole_writer():
        return hand_in_delivery(
            store,
            source,
            files,
            Handover("PETUGAS", AT),
            reference_date=on,
            settings=store.engine_settings(memory_limit="1GB", threads=1),
            progress=Silent(),
            **options,  # type: ignore[arg-type] # handed on
        )


def _raise_decile(tables: Tables) -> Tables:
    raised = [
        pl.when(pl.col(name) == "10")
        .then(pl.lit("10"))
        .otherwise((pl.col(name).cast(pl.Int8, strict=False) + 1).cast(pl.String))
        .alias(name)
        for name in ("desil_nasional", "desil_provinsi", "desil_kabupaten_kota")
    ]
    return tables[0].with_columns(raised), tables[1]


def _raise_decile_of_one_village(tables: Tables) -> Tables:
    """The kelurahan with the most families, deciles raised by one; the others as they are."""
    families = tables[0]
    counted = families.group_by("kode_kelurahan_desa").len().sort("len", "kode_kelurahan_desa")
    is_there = pl.col("kode_kelurahan_desa") == counted["kode_kelurahan_desa"][-1]
    raised, _ = _raise_decile((families.filter(is_there), tables[1]))
    return pl.concat([families.filter(~is_there), raised]), tables[1]


def _shift(tables: Tables) -> Tables:
    """Every answer about the dwelling stands one column too far to the right."""
    names = tables[0].columns
    first = names.index("status_kepemilikan_rumah")
    answers = names[first:]
    moved = {new: tables[0][old] for new, old in zip(answers[1:], answers[:-1], strict=True)}
    return tables[0].with_columns(**moved), tables[1]


def _without_one_village(tables: Tables) -> Tables:
    families = tables[0]
    village = families["kode_kelurahan_desa"].sort()[0]
    return of_families(tables, families.filter(pl.col("kode_kelurahan_desa") != village))


def _only_one_village(tables: Tables) -> Tables:
    families = tables[0]
    village = families["kode_kelurahan_desa"].sort()[0]
    return of_families(tables, families.filter(pl.col("kode_kelurahan_desa") == village))


def _of_another_city(tables: Tables) -> Tables:
    moved = [pl.col(n).str.replace("^3275", "3273") for n in
             ("kode_kabupaten_kota", "kode_kecamatan", "kode_kelurahan_desa")]  # fmt: skip
    return tables[0].with_columns(moved), tables[1]


SPOILED: Mapping[str, Callable[[Tables], Tables]] = {
    "as it is": lambda t: t,
    "400 families": lambda t: of_families(t, t[0].head(400)),
    "one kelurahan missing": _without_one_village,
    "only one kelurahan": _only_one_village,
    "every family twice under new numbers": lambda t: (
        pl.concat([t[0], t[0].with_columns(pl.col(KK).str.replace(r"8(\d{3})$", "9$1"))]),
        t[1],
    ),
    "deciles raised by one": _raise_decile,
    "deciles of one kelurahan raised": _raise_decile_of_one_village,
    "no deciles": lambda t: (
        t[0].with_columns(pl.lit("").alias(n) for n in
                          ("desil_nasional", "desil_provinsi", "desil_kabupaten_kota")),
        t[1],
    ),
    "answers shifted by one column": _shift,
    "floor area empty": lambda t: (t[0].with_columns(luas_lantai=pl.lit("")), t[1]),
    "another city": _of_another_city,
    "last release again": lambda _: releases()[FIRST],
}  # fmt: skip
