"""The work lists of a finished run, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from desil.dictionary.results import FAMILY_DECILES, FAMILY_FACTS, FAMILY_SCORES, RANKING_CUTOFFS
from desil.dictionary.standing import DECILE_NUMBERS
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.errors import NotFound, UsageFault
from desil.ranking.stage import keep_table
from desil.ranking.uncertainty.residual import certainty_policy

LISTS: dict[str, str] = {
    "belum-diperingkat": "Belum berdesil resmi, tetapi punya desil indikatif",
    "bertentangan": "Desil resmi yang bertentangan dengan faktanya",
    "kunjungan": "RW tempat kunjungan paling banyak mengubah",
}


@dataclass(frozen=True, slots=True)
class Worklist:
    """A list: its columns and rows, and how many rows there are in all."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    total: int


def open_run(database: Connection, run_folder: Path, area: str) -> None:
    """Make the tables that the lists read, with the families of one area."""
    for table in (FAMILY_FACTS, FAMILY_DECILES):
        database.read_parquet(str(run_folder / table.file_name)).create_view(table.name)
    scores = database.read_parquet(str(run_folder / FAMILY_SCORES.file_name))
    begins = FunctionExpression(
        "starts_with", ColumnExpression("village_code"), ConstantExpression(area)
    )
    scores.filter(begins).create_view("family_score")
    database.execute(
        "create view official_decile as select family_number, decile_national from family_decile"
        " where release_date = (select max(release_date) from family_decile)"
    )
    policy = certainty_policy()
    keep_table(
        database,
        "certainty_policy",
        pa.table(
            {
                "boundary": pa.array([policy.boundary], pa.int16()),
                "too_close_ppm": pa.array([policy.too_close_ppm], pa.int32()),
                "contradiction_ppm": pa.array([policy.contradiction_ppm], pa.int32()),
            }
        ),
    )


def worklist(
    database: Connection, run_folder: Path, name: str, *, area: str, limit: int
) -> Worklist:
    """The first `limit` rows of a list, of areas whose BPS code begins with `area`.

    UsageFault for a list that does not exist.
    """
    if name not in LISTS:
        raise UsageFault(f"Tidak ada daftar '{name}'.", hint=f"Yang ada: {', '.join(LISTS)}.")
    open_run(database, run_folder, area)
    text = sql_text("desil.ranking.worklists", name)
    database.execute(f"create view listed as {text}")
    total = database.execute("select count(*) from listed").fetchall()[0][0]
    done = database.execute(text)
    columns = tuple(column[0] for column in done.description or ())
    return Worklist(name, LISTS[name], columns, done.fetchmany(limit), int(total))


def open_questions(
    database: Connection, run_folder: Path, number: str
) -> tuple[dict[str, int | None], int]:
    """A family's answers and the cut-off that matters; NotFound where the run lacks either."""
    facts, cutoffs = (str(run_folder / t.file_name) for t in (FAMILY_FACTS, RANKING_CUTOFFS))
    done = database.execute("select * from read_parquet(?) where family_number = ?",
                            [facts, number])  # fmt: skip
    names = [column[0] for column in done.description or ()]
    rows = done.fetchall()
    line = database.execute(
        "select score_micro from read_parquet(?) where level = 'national' and boundary = ?",
        [cutoffs, certainty_policy().boundary],
    ).fetchall()
    if not rows or not line:
        raise NotFound(
            "Nomor keluarga itu, atau batas desilnya, tidak ada di run ini.",
            hint="Periksa nomornya, atau susun dengan model: desil run",
        )
    return dict(zip(names, rows[0], strict=True)), int(line[0][0])


def indicative_counts(database: Connection, run_folder: Path) -> list[int]:
    """Families by indicative national decile 1 to 10, then those without one, then those that
    are too close to call."""
    scores = database.read_parquet(str(run_folder / FAMILY_SCORES.file_name))
    scores.create_view("family_score", replace=True)
    deciles = dict(
        database.execute(
            "select indicative_national, count(*) from family_score group by indicative_national"
        ).fetchall()
    )
    close = database.execute("select count(*) from family_score where is_too_close = 1").fetchall()
    return [int(deciles.get(decile, 0)) for decile in (*DECILE_NUMBERS, None)] + [int(close[0][0])]
