"""The rows of a unit that were accepted, as one view and as one Parquet file."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from desil.engine.database import Connection
from desil.intake.cells.staging import StagedFile
from desil.sources.layout import Unit

ROW_GROUP_ROWS = 122_880


def _names(unit: Unit) -> str:
    return ", ".join(c.name for c in unit.columns)


def view_typed(database: Connection, staged: StagedFile) -> None:
    """Make the view `typed_<file number>` over a staged file, with the rows' numbers."""
    database.read_parquet(str(staged.typed), file_row_number=True).create_view(
        f"typed_{staged.number}"
    )


def _rows_of_file(number: int, unit: Unit, columns: str, rejections: bool) -> str:
    numbered = columns.replace("row_number", "file_row_number as row_number")
    query = f"select {numbered} from typed_{number} where {unit.anchor} is not null"  # noqa: S608 - declared names
    if rejections:
        query += (
            f" and file_row_number not in (select row_number from rejected_row"  # noqa: S608
            f" where unit = '{unit.name}' and file_number = {number})"
        )
    return query.replace("file_number,", f"{number} as file_number,", 1)


def _rows_read_with_care(unit: Unit, columns: str) -> str:
    return (
        f"select {columns} from (from careful_{unit.name} anti join "  # noqa: S608
        f"(select file_number, row_number from rejected_row where unit = '{unit.name}')"
        " using (file_number, row_number) order by file_number, row_number)"
    )


def _rejecting_files(database: Connection, unit: Unit) -> set[int]:
    numbers = database.execute(
        "select distinct file_number from rejected_row where unit = $unit", {"unit": unit.name}
    ).fetchall()
    return {int(number) for (number,) in numbers}


def _accepted(database: Connection, unit: Unit, files: Sequence[StagedFile], columns: str) -> str:
    rejecting = _rejecting_files(database, unit)
    parts = [_rows_of_file(f.number, unit, columns, f.number in rejecting) for f in files]
    if any(f.careful_rows for f in files):
        parts.append(_rows_read_with_care(unit, columns))
    return " union all ".join(f"({part})" for part in parts)


def view_accepted(database: Connection, unit: Unit, files: Sequence[StagedFile]) -> None:
    """Make the view `kept_<unit>`: the rows not rejected so far, with file and row number."""
    mine = [f for f in files if f.unit_name == unit.name]
    rows = _accepted(database, unit, mine, f"file_number, row_number, {_names(unit)}")
    database.execute(f"create view kept_{unit.name} as {rows}")


def _is_final(database: Connection, unit: Unit, files: Sequence[StagedFile]) -> bool:
    """Whether one file's typed rows are all there is, so that its Parquet file can stand."""
    return len(files) == 1 and not files[0].careful_rows and not _rejecting_files(database, unit)


def write_accepted(
    database: Connection, unit: Unit, files: Sequence[StagedFile], path: Path
) -> int:
    """Write a unit's accepted rows, in the order of the files; how many there are."""
    mine = [f for f in files if f.unit_name == unit.name]
    if _is_final(database, unit, mine):
        shutil.move(mine[0].typed, path)
        return int(pq.ParquetFile(path).metadata.num_rows)
    rows = _accepted(database, unit, mine, _names(unit))
    written = database.execute(
        f"copy ({rows}) to $path"
        f" (format parquet, compression zstd, row_group_size {ROW_GROUP_ROWS},"
        " preserve_order true)",
        {"path": str(path)},
    ).fetchall()
    return int(written[0][0])
