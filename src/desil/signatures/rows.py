"""A publication's rows in PostgreSQL, held against the run that was published, row by row."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from psycopg import sql
from pyarrow import csv

from desil.database.cursor import Rows
from desil.dictionary.nik import masked
from desil.dictionary.result_table import ResultTable
from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.publication.tables.loading import rows_with_villages
from desil.publication.tables.villages import columns_of

_NAMED = 5
_PERSONAL = ("nik", "number")  # what the names of columns that identify people end with
_DIFFERING = sql_text("desil.signatures", "rows")


@dataclass(frozen=True, slots=True)
class RowDifference:
    """What differs in one table: how many rows were removed, added and changed, and the keys of
    some of them, masked."""

    table: str
    removed: int
    added: int
    changed: int
    some: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many rows differ."""
        return self.removed + self.added + self.changed


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of a table are compared: those of `families`, or of an area by the start of its
    code; all of them where neither is told."""

    families: Sequence[str] | None = None
    area: str = ""

    def condition(self) -> tuple[str, dict[str, object]]:
        """The same condition for PostgreSQL and DuckDB, by name of the bind."""
        if self.families is not None:
            return "family_number = any({families})", {"families": list(self.families)}
        return ("starts_with(village_code, {area})", {"area": self.area}) if self.area else ("", {})


def _load_registered(
    connection: Rows,
    database: Connection,
    table: ResultTable,
    publication_id: int,
    part: Part,
) -> None:
    """The table's rows in the register as the table `registered_row`."""
    schema = columns_of(table)
    text, binds = part.condition()
    condition = f" and {text}".format(**{name: f"%({name})s" for name in binds}) if text else ""
    command = sql.SQL(
        "copy (select {} from public.{} where publication_id = %(publication_id)s{})"
        " to stdout (format csv, force_quote *)"
    ).format(
        sql.SQL(", ").join(map(sql.Identifier, schema.names)),
        sql.Identifier(table.name),
        sql.SQL(condition),  # one of two texts of this module
    )
    with connection.cursor().copy(command, {"publication_id": publication_id, **binds}) as copy:
        source = io.BufferedReader(_Copied(iter(copy)), 1 << 20)
        if not source.peek(1):
            reading: Any = pa.Table.from_batches([], schema).to_reader()
        else:
            reading = csv.open_csv(source, *_csv_options(schema))
        _load(database, "registered_row", table, reading, "", None)


def _csv_options(schema: pa.Schema) -> tuple[Any, ...]:
    return (
        csv.ReadOptions(column_names=schema.names),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=schema,
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            null_values=[""],
        ),
    )


def _load(
    database: Connection,
    name: str,
    table: ResultTable,
    rows: Any,
    condition: str,
    binds: dict[str, object] | None,
) -> None:
    """Rows, with what names each, as a table of DuckDB."""
    database.register("told", rows)
    database.execute(
        f"create or replace temp table {name} as select *, {_key(table)} as row_key"  # noqa: S608
        f" from told{condition}",
        binds,
    )
    database.unregister("told")


class _Copied(io.RawIOBase):
    """COPY's chunks as a file that is read from its beginning to its end."""

    def __init__(self, chunks: Iterator[Any]) -> None:
        self.chunks = chunks
        self.left = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        while not self.left:
            chunk = next(self.chunks, None)
            if chunk is None:
                return 0
            self.left = bytes(chunk)
        taken = self.left[: len(buffer)]
        buffer[: len(taken)] = taken
        self.left = self.left[len(taken) :]
        return len(taken)


def _key(table: ResultTable) -> str:
    """What names a row: its key columns, written one after the other."""
    return "concat_ws(' ', " + ", ".join(f'"{name}"' for name in table.sorted_by) + ")"


def _key_text(row_key: str, table: ResultTable) -> str:
    parts = row_key.split(" ")
    if len(parts) != len(table.sorted_by):
        return "?"
    pairs = zip(table.sorted_by, parts, strict=True)
    return " ".join(masked(value) if name.endswith(_PERSONAL) else value for name, value in pairs)


def differing_rows(
    connection: Rows,
    database: Connection,
    table: ResultTable,
    publication_id: int,
    run_folder: Path,
    part: Part,
) -> RowDifference:
    """The rows of one table of a publication that are not those of its run."""
    source = run_folder / table.file_name
    text, binds = part.condition()
    condition = f" where {text}".format(**{name: f"${name}" for name in binds}) if text else ""
    empty = pa.Table.from_batches([], columns_of(table)).to_reader()
    published = rows_with_villages(source, table) if source.is_file() else empty
    _load(database, "published_row", table, published, condition, binds or None)
    _load_registered(connection, database, table, publication_id, part)
    found = database.execute(_DIFFERING).fetchall()
    counted: Mapping[str, int] = Counter(change for _, change in found)
    some = tuple(_key_text(row_key, table) for row_key, _ in found[:_NAMED])
    return RowDifference(table.name, counted["removed"], counted["added"], counted["changed"], some)
