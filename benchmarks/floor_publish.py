"""The floor of publication: PostgreSQL's COPY of the same rows into tables without any key."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pyarrow.parquet as pq
from pgpq import ArrowToPostgresBinaryEncoder

from desil.dictionary.results import FAMILIES, FAMILY_DECILES, MEMBERSHIPS, PERSONS
from desil.registry.postgres.server import Server, open_server

_TYPES = {"string": "text", "int16": "smallint", "int32": "integer", "date32[day]": "date"}


def _copy(server: Server, source: Path, name: str) -> None:
    file = pq.ParquetFile(source)
    columns = ", ".join(f'"{f.name}" {_TYPES[str(f.type)]}' for f in file.schema_arrow)
    encoder = ArrowToPostgresBinaryEncoder(file.schema_arrow)
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"create schema if not exists floor; drop table if exists floor.{name}")  # type: ignore[arg-type]
        cursor.execute(f"create table floor.{name} ({columns})")  # type: ignore[arg-type]
        with cursor.copy(f"copy floor.{name} from stdin (format binary)") as copy:  # type: ignore[arg-type]
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
