"""A small made-up survey, and the ways in which offices hand such a file in."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import polars as pl

from desil.ranking.models.catalogue import single
from desil.ranking.models.folds import cluster_folds
from desil.ranking.survey.survey import Survey

WALLS = ("bambu", "kayu", "tembok")


def clean_survey(rows: int = 480, seed: int = 7) -> pl.DataFrame:
    """Households with a welfare that four facts explain by about half."""
    rng = np.random.default_rng(seed)
    wall = rng.integers(0, 3, rows)
    rooms = rng.integers(1, 8, rows)
    size = rng.integers(1, 9, rows)
    car = rng.integers(0, 2, rows)
    log = 13 + 0.25 * wall + 0.06 * rooms - 0.4 * np.log(size) + 0.3 * car
    return pl.DataFrame(
        {
            "ruta": np.arange(1, rows + 1) * 13 + 32750000,
            "blok": np.arange(rows) // 8 + 1,
            "bobot": rng.uniform(80, 240, rows).round(2),
            "pce": np.exp(log + rng.normal(0, 0.35, rows)).round(2),
            "dinding": [WALLS[w] for w in wall],
            "kamar": rooms,
            "anggota": size,
            "mobil": car,
        }
    )


def r2_of(survey: Survey) -> float:
    """The R2 of OLS on households that it was not fitted on, three folds."""
    told = np.empty(len(survey))
    for learn, test in cluster_folds(survey.cluster, 3, 0):
        fitted = single("ols", district=None, signs=None, seed=0)
        fitted.fit(survey.features[learn], survey.welfare[learn], survey.weight[learn])
        told[test] = fitted.predict(survey.features[test])
    mean = np.average(survey.welfare, weights=survey.weight)
    left = survey.weight @ (survey.welfare - told) ** 2
    return float(1 - left / (survey.weight @ (survey.welfare - mean) ** 2))


def indonesian(value: float, *, thousands: bool) -> str:
    """A number with the decimal comma, and dots at the thousands where asked."""
    text = f"{value:,.2f}" if thousands else f"{value:.2f}"
    return text.replace(",", "~").replace(".", ",").replace("~", ".")


def write_dbf(table: pl.DataFrame, path: Path) -> None:
    """A dBase III file; every column as text or as a number of 14 places."""
    texts = {c: [("" if v is None else str(v)) for v in table[c].to_list()] for c in table.columns}
    widths = {c: max(1, *map(len, texts[c])) for c in table.columns}
    fields = b"".join(
        struct.pack(
            "<11sc4xBB14x", c.upper().encode()[:10], b"N" if table[c].dtype.is_numeric() else b"C",
            widths[c], 0,
        )
        for c in table.columns
    )  # fmt: skip
    header = struct.pack(
        "<B3xIHH20x", 3, len(table), 32 + len(fields) + 1, 1 + sum(widths.values())
    )
    rows = b"".join(
        b" " + b"".join(texts[c][n].rjust(widths[c]).encode() for c in table.columns)
        for n in range(len(table))
    )
    path.write_bytes(header + fields + b"\r" + rows + b"\x1a")


def write_foxpro(table: pl.DataFrame, path: Path) -> None:
    """A table of Visual FoxPro: whole numbers and doubles as bytes, texts of 10 letters."""
    kinds = {c: _foxpro_kind(table[c].dtype) for c in table.columns}
    fields = b"".join(
        struct.pack("<11sc4xBB14x", c.encode()[:10], kind, struct.calcsize(form), 0)
        for c, (kind, form) in kinds.items()
    )
    width = 1 + sum(struct.calcsize(form) for _, form in kinds.values())
    header = struct.pack("<B3xIHH20x", 0x30, len(table), 32 + len(fields) + 1, width)
    rows = b"".join(
        b" " + b"".join(
            struct.pack(form, v.ljust(10).encode() if isinstance(v, str) else v)
            for v, (_, form) in zip(row, kinds.values(), strict=True)
        )
        for row in table.iter_rows()
    )  # fmt: skip
    path.write_bytes(header + fields + b"\r" + rows + b"\x1a")


def _foxpro_kind(dtype: pl.DataType) -> tuple[bytes, str]:
    if dtype.is_integer():
        return b"I", "<i"
    return (b"B", "<d") if dtype.is_float() else (b"C", "<10s")
