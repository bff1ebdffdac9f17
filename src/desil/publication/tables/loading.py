"""One result table of a run into one table of a publication."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pyarrow as pa
from psycopg import sql

from desil.database.cursor import Rows
from desil.dictionary.result_table import ResultTable
from desil.engine.progress import Stage
from desil.errors import CheckFailed
from desil.publication.tables.ahead import one_ahead
from desil.publication.tables.copy_format import (
    batches_of,
    binary_chunks,
    copy_options,
    csv_chunks,
)
from desil.publication.tables.schema import create_table
from desil.publication.tables.villages import VILLAGE, columns_of, villages_for


def _with_villages(
    batches: Iterator[pa.RecordBatch], villages: pa.Array | None
) -> Iterator[pa.RecordBatch]:
    start = 0
    for batch in batches:
        if villages is not None:
            batch = batch.append_column(VILLAGE, villages.slice(start, batch.num_rows))
        start += batch.num_rows
        yield batch


def rows_with_villages(source: Path, table: ResultTable) -> pa.RecordBatchReader:
    """The rows of a run's table as the register has them."""
    batches = _with_villages(batches_of(source, table), villages_for(source.parent, table))
    return pa.RecordBatchReader.from_batches(columns_of(table), batches)


def load_table(
    connection: Rows,
    table: ResultTable,
    source: Path,
    publication_id: int,
    *,
    binary: bool,
    stage: Stage,
) -> int:
    """Copy `source` into a new table of the publication, in one transaction; returns the rows.

    The table is made in the transaction that fills it, so that a server with
    `wal_level = minimal` need not log the rows. Raises CheckFailed when a row breaks a constraint
    (without telling the row's values).
    """
    columns = columns_of(table)
    batches = _with_villages(batches_of(source, table), villages_for(source.parent, table))
    chunks = binary_chunks(batches, columns) if binary else csv_chunks(batches)
    try:
        with connection.transaction():
            name = create_table(connection, publication_id, table.name)
            command = sql.SQL("copy {} ({}) from stdin ({})").format(
                name,
                sql.SQL(", ").join(map(sql.Identifier, columns.names)),
                sql.SQL(copy_options(binary=binary)),
            )
            rows = 0
            with connection.cursor().copy(command) as copy:
                for chunk in one_ahead(chunks):
                    copy.write(chunk.data)
                    stage.advance(chunk.rows)
                    rows += chunk.rows
            connection.execute(sql.SQL("analyze {}").format(name))
    except psycopg.errors.IntegrityError as fault:
        raise broken(table.name, fault) from None
    return rows


def broken(table: str, fault: psycopg.errors.IntegrityError) -> CheckFailed:
    """The error for rows that break a rule of the register: names the rule, never the values."""
    rule = fault.diag.constraint_name or fault.diag.column_name or fault.sqlstate
    return CheckFailed(
        "Hasil proses ini tidak dapat diterbitkan: tabel {table} melanggar aturan {rule}.",
        hint="Register yang berlaku tidak berubah. Buat ulang hasilnya dengan `desil run`.",
        table=table,
        rule=rule,
    )
