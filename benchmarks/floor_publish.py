"""The floor of publication: PostgreSQL's COPY of the same rows into tables without any key."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pgpq import ArrowToPostgresBinaryEncoder
from psycopg import sql

from desil.database.server.server import Server, open_server
from desil.dictionary.results import FAMILIES, FAMILY_DECILES, MEMBERSHIPS, PERSONS

_TYPES = {"string": "text", "int16": "smallint", "int32": "integer", "date32[day]": "date"}


def _columns(schema: pa.Schema) -> sql.Composed:
    declared = (
        sql.SQL("{} {}").format(sql.Identifier(f.name), sql.SQL(_TYPES[str(f.type)]))
        for f in schema
    )
    return sql.SQL(", ").join(declared)


def _copy(server: Server, source: Path, name: str) -> None:
    file = pq.ParquetFile(source)
    table = sql.Identifier("floor", name)
    encoder = ArrowToPostgresBinaryEncoder(file.schema_arrow)
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute("create schema if not exists floor")
        cursor.execute(sql.SQL("drop table if exists {}").format(table))
        columns = _columns(file.schema_arrow)
        cursor.execute(sql.SQL("create table {} ({})").format(table, columns))
        with cursor.copy(sql.SQL("copy {} from stdin (format binary)").format(table)) as copy:
            copy.write(encoder.write_header())
            for batch in file.iter_batches(batch_size=32_768):
                copy.write(encoder.write_batch(batch))
            copy.write(encoder.finish())


def main(home: str, run_folder: str) -> None:
    """Copy the run's tables into the schema `floor` of a private server in `home`."""
    with open_server(Path(home), search_path=os.environ["PATH"]) as server:
        for table in (FAMILIES, PERSONS, MEMBERSHIPS, FAMILY_DECILES):
            _copy(server, Path(run_folder) / table.file_name, table.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
