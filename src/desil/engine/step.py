"""A step: one SQL file or one vectorised function, one output table, checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa

from desil.dictionary.result_table import ResultTable
from desil.engine.check import Check
from desil.engine.hashing import sha256_of
from desil.engine.progress import Progress
from desil.engine.sql_file import read_sql
from desil.engine.watching import watched
from desil.errors import CheckFailed

ROW_GROUP_ROWS = 122_880


@dataclass(frozen=True, slots=True)
class Step:
    """How one table comes to be.

    `made_by` is the file of the one SELECT that makes it, whose header says what it reads, or a
    vectorised function that makes an Arrow table from the connection.
    """

    output: ResultTable
    made_by: Path | Callable[[duckdb.DuckDBPyConnection], pa.Table]
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step wrote: rows, bytes, SHA-256; seconds are told but are no part of the recipe."""

    name: str
    rows: int
    bytes: int
    sha256: str
    seconds: float


def _declared_columns(schema: pa.Schema) -> str:
    types = {
        pa.string(): "VARCHAR",
        pa.int16(): "SMALLINT",
        pa.int32(): "INTEGER",
        pa.date32(): "DATE",
    }
    return ", ".join(f'cast("{f.name}" as {types[f.type]}) as "{f.name}"' for f in schema)


def _made(database: duckdb.DuckDBPyConnection, step: Step) -> str:
    """A SELECT that gives the step's rows."""
    if isinstance(step.made_by, Path):
        return read_sql(step.made_by)
    database.register("made_by_function", step.made_by(database))
    return "select * from made_by_function"


def _write(database: duckdb.DuckDBPyConnection, step: Step, path: Path) -> int:
    order = ", ".join(f'"{c}"' for c in step.output.sorted_by)
    made = _made(database, step)
    query = f"select {_declared_columns(step.output.schema)} from ({made}) order by {order}"  # noqa: S608 - names and files of the project
    written = database.execute(
        f"copy ({query}) to $output_path"
        f" (format parquet, compression zstd, row_group_size {ROW_GROUP_ROWS},"
        " preserve_order true)",
        {"output_path": str(path)},
    ).fetchall()
    return int(written[0][0])


def _hold_to_checks(database: duckdb.DuckDBPyConnection, step: Step) -> None:
    for check in step.checks:
        faults = database.execute(check.sql).fetchall()[0][0]
        if faults:
            raise CheckFailed(
                "{name}: {faults} {says}.",
                hint="Hasil tidak disimpan. Periksa kiriman yang menjadi masukannya.",
                name=step.output.name,
                faults=faults,
                says=check.says,
            )


def run_step(
    database: duckdb.DuckDBPyConnection, step: Step, folder: Path, progress: Progress
) -> StepResult:
    """Run one step into `folder`, open its output as a view, and hold it to its checks."""
    path = folder / step.output.file_name
    start = perf_counter()
    with watched(database, progress, f"susun {step.output.name}"):
        rows = _write(database, step, path)
    database.read_parquet(str(path)).create_view(step.output.name)
    _hold_to_checks(database, step)
    return StepResult(
        step.output.name, rows, path.stat().st_size, sha256_of(path), perf_counter() - start
    )
