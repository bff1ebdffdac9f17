"""Raw files to typed rows: the clean rows in one sweep, the others with full care."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb  # one of its faults is caught
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from desil.engine.database import Connection
from desil.errors import CheckFailed
from desil.intake.cells.careful import careful, careful_rows
from desil.intake.cells.date_order import date_orders, has_mostly_iso_dates, has_two_way_dates
from desil.intake.cells.expressions import (
    DateOrder,
    Reading,
    number_sqls,
    plain_sqls,
    quick_value_sql,
    row_rule_sqls,
    rule_sqls,
    two_way_sqls,
)
from desil.intake.cells.raw_table import has_extra_cells, view_raw, write_lines_at
from desil.intake.files.lines import has_stray_separators
from desil.intake.files.opened_file import OpenedFile, read_carefully
from desil.sources.layout import Unit

_ROW_GROUP_ROWS = 122_880
_UNKNOWN_ORDER = DateOrder("day", is_mixed=True)


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file of which every row is typed.

    `typed` is a Parquet file with one row per row of the file, in order. Where its unit's anchor
    column is filled the row is final; the others stand in the table `careful_<unit>`.
    """

    number: int
    opened: OpenedFile
    reading: Reading
    typed: Path
    careful_rows: int

    @property
    def view(self) -> str:
        """The view of its raw columns."""
        return f"raw_file_{self.number}"

    @property
    def unit_name(self) -> str:
        """The unit that the file's rows belong to."""
        return self.reading.unit.name


def sweep_select(view: str, reading: Reading) -> str:
    """The query that types every row of a raw view; a row that is not clean has no anchor."""
    columns = reading.unit.columns
    valued = [f"{quick_value_sql(c, reading)} as {c.name}" for c in columns]
    values = ", ".join(valued + number_sqls(reading))
    anchor = reading.unit.anchor
    plain = " and ".join(plain_sqls(reading))
    named = {c.name: c.name for c in columns}
    named[anchor] = f"case when {plain} then {anchor} end as {anchor}"
    parts = ", ".join(["*", *([] if reading.expects_iso_dates else two_way_sqls(reading))])
    return (
        f"with parted as (select {parts} from {view}), "  # noqa: S608 - declared names
        f"typed as (select *, {values} from parted) "
        f"select {', '.join(named.values())} from typed"
    )


def _sweep(database: Connection, view: str, opened: OpenedFile, reading: Reading, to: Path) -> int:
    """Type every row in one pass; how many there were."""
    view_raw(database, view, opened.path, opened.skip, opened)
    written = database.execute(
        f"copy ({sweep_select(view, reading)}) to $path"
        f" (format parquet, compression zstd, row_group_size {_ROW_GROUP_ROWS},"
        " preserve_order true)",
        {"path": str(to)},
    ).fetchall()
    return int(written[0][0])


def _has_moved_cells(database: Connection, opened: OpenedFile) -> bool:
    """Whether a line has an empty cell too many at its end, which DuckDB passes over in silence: a
    stray separator before it moved the cells."""
    if opened.is_certain or not has_stray_separators(
        opened.path,
        separator=opened.heading.separator,
        skip=opened.skip,
        expected=opened.rows * (opened.width - 1),
    ):
        return False
    return has_extra_cells(database, opened)


def _swept(
    database: Connection,
    view: str,
    opened: OpenedFile,
    reading: Reading,
    to: Path,
) -> tuple[OpenedFile, Reading]:
    """The file as it was read in the end: again, line by line, where the fast way lost a row."""
    try:
        if _has_moved_cells(database, opened):
            return _swept(database, view, read_carefully(opened, to.with_suffix("")), reading, to)
        view_raw(database, view, opened.path, opened.skip, opened)
        if has_mostly_iso_dates(database, view, reading):
            reading = replace(reading, expects_iso_dates=True)
        elif has_two_way_dates(database, view, reading):
            reading = replace(reading, date_orders=date_orders(database, view, reading))
        if _sweep(database, view, opened, reading, to) == opened.rows:
            return opened, reading
    except duckdb.InvalidInputException:
        pass  # its text quotes the line; the reading line by line says what is wrong
    if opened.is_certain:
        raise CheckFailed(
            "Berkas {name}: jumlah baris yang terbaca tidak sama dengan isi berkas.",
            hint="Laporkan berkas ini kepada pengembang.",
            name=opened.name,
        )
    return _swept(database, view, read_carefully(opened, to.with_suffix("")), reading, to)


def _rows_left(database: Connection, typed: Path, anchor: str) -> NDArray[np.int64]:
    left = database.execute(
        "select file_row_number from read_parquet($path, file_row_number = true)"  # noqa: S608
        f" where {anchor} is null order by file_row_number",
        {"path": str(typed)},
    ).fetchnumpy()
    return np.asarray(left["file_row_number"], dtype=np.int64)


def _faults_sql(reading: Reading) -> str:
    """A list with one struct per rule that a row breaks."""
    ruled = [
        (place, c.name, reading.raw(c.name), rule)
        for place, c in enumerate(reading.unit.columns)
        for rule in rule_sqls(c, reading)
    ]
    ruled += [(len(reading.unit.columns), "", "null", r) for r in row_rule_sqls(reading)]
    listed = ", ".join(
        f"broken({place}, '{name}', {raw}, {rule})" for place, name, raw, rule in ruled
    )
    return f"list_filter([{listed}], lambda b: b.rule is not null)"


def _judge(database: Connection, view: str, reading: Reading, number: int) -> None:
    """Fill `careful_<unit>` and `broken_rule` from the raw rows that were left."""
    unit = reading.unit
    numbered = f"(select *, row_number() over () - 1 as picked_place from {view})"  # noqa: S608
    rows = careful_rows(numbered, reading)
    names = ", ".join(c.name for c in unit.columns)
    database.execute(
        f"create or replace temp table judged as "  # noqa: S608 - declared names
        f"select picked.row_number, {_faults_sql(careful(reading))} as faults, {names} "
        f"from {rows} inner join picked using (picked_place)"
    )
    database.execute(
        f"insert into careful_{unit.name} "  # noqa: S608 - declared names
        f"select {number}, row_number, {names} from judged order by row_number"
    )
    database.execute(
        "insert into broken_rule "
        "select $unit, $number, row_number, unnest(faults, recursive := true) from judged",
        {"unit": unit.name, "number": number},
    )


def make_careful_table(database: Connection, unit: Unit) -> None:
    """Make the table of a unit's rows that are read with care."""
    columns = ", ".join(f"{c.name} {c.sql_type}" for c in unit.columns)
    database.execute(
        f"create table careful_{unit.name} (file_number integer, row_number bigint, {columns})"
    )


def stage_file(
    database: Connection,
    opened: OpenedFile,
    number: int,
    folder: Path,
    *,
    in_form_codes: bool,
) -> StagedFile:
    """Type every row of an opened file; `careful_<unit>` and `broken_rule` take what is not clean.

    Needs the vocabulary and the tables of `tables.sql`.
    """
    match = opened.heading.match
    unknown: Mapping[str, DateOrder] = {c.name: _UNKNOWN_ORDER for c in match.unit.columns}
    reading = Reading(
        match.unit,
        frozenset(match.positions),
        in_form_codes,
        unknown,
        has_odd_letters=opened.has_odd_letters,
    )
    view, typed = f"raw_file_{number}", folder / f"typed-{number}.parquet"
    opened, reading = _swept(database, view, opened, reading, typed)
    rows = _rows_left(database, typed, match.unit.anchor)
    if len(rows):
        extract = folder / f"left-{number}.csv"
        write_lines_at(opened, rows, extract)
        view_raw(database, "raw_left", extract, 0, opened)
        if reading.date_orders is unknown and has_two_way_dates(
            database, "raw_left", reading, rows=len(rows)
        ):
            telling = "raw_left" if reading.expects_iso_dates else view
            reading = replace(reading, date_orders=date_orders(database, telling, reading))
        picked = pa.table({"picked_place": np.arange(len(rows)), "row_number": rows})
        database.register("picked", picked)
        _judge(database, "raw_left", reading, number)
        extract.unlink()
    return StagedFile(number, opened, reading, typed, len(rows))
