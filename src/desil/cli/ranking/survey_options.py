"""Options of the commands that read a household survey."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from desil.errors import UsageFault
from desil.ranking.models.kinds import model_names

SurveyFile = Annotated[
    Path,
    typer.Argument(
        metavar="SURVEI", help="Parquet, CSV, XLSX, Stata (.dta), SPSS (.sav) atau .dbf."
    ),
]
Welfare = Annotated[str, typer.Option(help="Kolom kesejahteraan: pengeluaran per kapita.")]
Weight = Annotated[str | None, typer.Option(help="Kolom penimbang; bawaan: sama semua.")]
Cluster = Annotated[str | None, typer.Option(help="Kolom klaster; lipatan tidak membelahnya.")]
Strata = Annotated[str | None, typer.Option(help="Kolom strata penarikan sampel.")]
Household = Annotated[str | None, typer.Option("--id", help="Kolom nomor rumah tangga.")]
District = Annotated[
    str | None, typer.Option(help="Kolom wilayah; tingkatnya ditarik sebagian ke keseluruhan.")
]
Drop = Annotated[list[str] | None, typer.Option(help="Kolom yang tidak boleh dibaca; berulang.")]
Only = Annotated[list[str] | None, typer.Option(help="Hanya kolom ini; berulang.")]
AlreadyLog = Annotated[
    bool, typer.Option("--already-log", help="Kesejahteraan sudah berupa logaritma.")
]
RegisterFacts = Annotated[
    bool,
    typer.Option(
        "--register-facts", help="Hanya kolom yang dikenal kamus: untuk dipakai register."
    ),
]
PointsOnly = Annotated[
    bool,
    typer.Option(
        "--points-only", help="Tanpa pohon dan tanpa pasangan fakta: poin per fakta saja."
    ),
]
Monotone = Annotated[
    Path | None, typer.Option(help="YAML kolom: 1 atau -1, arah yang sudah diketahui.")
]
Model = Annotated[
    str,
    typer.Option(help=", ".join(model_names())),
]
Seed = Annotated[int, typer.Option(help="Benih; benih yang sama, hasil yang sama.")]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        help="Pertahankan kolom yang tampak membocorkan kesejahteraan: KOLOM=alasan; berulang."
    ),
]
NotMissing = Annotated[
    list[str] | None,
    typer.Option(
        "--not-missing", help="Kolom yang 97, 98, 99 dan sejenisnya sungguh jawaban; berulang."
    ),
]
Rows = Annotated[
    list[str] | None,
    typer.Option("--rows", help="Hanya baris dengan KOLOM=NILAI, misalnya kepala; berulang."),
]


def pairs(option: str, told: Sequence[str] | None, *, needs_value: bool) -> list[tuple[str, str]]:
    """(column, value) of each `COLUMN=VALUE`; UsageFault where a needed value is not there."""
    found = []
    for one in told or ():
        column, sign, value = one.partition("=")
        if not column.strip() or (needs_value and not sign):
            raise UsageFault(
                "{option} '{one}' tidak dapat dibaca.",
                hint="{option} KOLOM=NILAI",
                option=option,
                one=one,
            )
        found.append((column.strip(), value.strip()))
    return found


def more_roles(
    keep: list[str] | None, not_missing: list[str] | None, rows: list[str] | None
) -> dict[str, Any]:
    """The roles that these options tell."""
    return {
        "keep": dict(pairs("--keep", keep, needs_value=False)),
        "not_missing": tuple(not_missing or ()),
        "rows": tuple(pairs("--rows", rows, needs_value=True)),
    }
