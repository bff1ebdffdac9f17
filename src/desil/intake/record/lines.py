"""Row numbers back to the lines of the files that were handed in, and their raw text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.intake.cells.raw_table import lines_at
from desil.intake.cells.staging import StagedFile


def _rows_in(database: Connection, tables: str, number: int) -> NDArray[np.int64]:
    query = (
        f"select distinct row_number from ({tables})"  # noqa: S608 - two fixed texts below
        " where file_number = $number order by row_number"
    )
    rows = database.execute(query, {"number": number}).fetchnumpy()["row_number"]
    return np.asarray(rows, dtype=np.int64)


def _insert(database: Connection, table: str, rows: pa.Table) -> None:
    database.register("to_insert", rows)
    database.execute(f"insert into {table} by name from to_insert")
    database.unregister("to_insert")


def _locate(database: Connection, staged: StagedFile) -> None:
    opened, number = staged.opened, staged.number
    told = _rows_in(database, "from rejected_row union all by name from finding", number)
    numbers = pa.array(np.full(len(told), number), pa.int32())
    lines = pa.array(opened.line_of(told))
    _insert(
        database,
        "row_line",
        pa.table({"file_number": numbers, "row_number": told, "line": lines}),
    )
    rejected = _rows_in(database, "from rejected_row", number)
    raw = [line.rstrip(b"\r\n").decode("utf-8", "replace") for line in lines_at(opened, rejected)]
    numbers = pa.array(np.full(len(rejected), number), pa.int32())
    _insert(
        database,
        "raw_row",
        pa.table(
            {"file_number": numbers, "row_number": rejected, "raw": pa.array(raw, pa.string())}
        ),
    )


def _list_broken(database: Connection, staged: StagedFile) -> None:
    broken = staged.opened.broken
    _insert(
        database,
        "broken_line",
        pa.table(
            {
                "unit": pa.array([staged.unit_name] * len(broken), pa.string()),
                "file_number": pa.array([staged.number] * len(broken), pa.int32()),
                "line": pa.array([b.line for b in broken], pa.int64()),
                "rule": pa.array([b.rule for b in broken], pa.string()),
                "raw": pa.array([b.text for b in broken], pa.string()),
            }
        ),
    )


def locate_rows(database: Connection, files: Sequence[StagedFile]) -> None:
    """Fill `row_line`, `raw_row` and `broken_line` for everything that is told."""
    database.execute(sql_text("desil.intake.record", "lines"))
    for staged in files:
        _locate(database, staged)
        _list_broken(database, staged)
