"""Arrow batches as the bytes that PostgreSQL's COPY reads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from desil.dictionary.result_table import ResultTable
from desil.errors import CheckFailed
from desil.linkage.recap.earlier_layouts import converter_of

try:
    import pgpq
except ImportError:  # no wheel for this machine
    pgpq = None  # type: ignore[assignment]

_ROWS_AT_A_TIME = 16_384  # a few MB of rows


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes for COPY and the number of rows that they end."""

    data: bytes
    rows: int


def batches_of(source: Path, table: ResultTable) -> Iterator[pa.RecordBatch]:
    """The rows of a Parquet file in the table's columns and types, without loading the file."""
    with pq.ParquetFile(source) as file:
        if converted := converter_of(table, file.schema_arrow.names):
            for batch in file.iter_batches(_ROWS_AT_A_TIME):
                yield converted(batch).select(table.schema.names).cast(table.schema)
            return
        missing = sorted(set(table.schema.names) - set(file.schema_arrow.names))
        if missing:
            raise CheckFailed(
                "{name} tidak memuat kolom {missing}.",
                hint="Buat ulang hasilnya dengan `desil run`, lalu terbitkan lagi.",
                name=source.name,
                missing=", ".join(missing),
            )
        for batch in file.iter_batches(_ROWS_AT_A_TIME, columns=table.schema.names):
            yield batch.select(table.schema.names).cast(table.schema)


def binary_chunks(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[Chunk]:
    """The batches in PostgreSQL's binary COPY format."""
    encoder = pgpq.ArrowToPostgresBinaryEncoder(schema)
    yield Chunk(encoder.write_header(), 0)
    for batch in batches:
        yield Chunk(encoder.write_batch(batch), batch.num_rows)
    yield Chunk(encoder.finish(), 0)


def csv_chunks(batches: Iterator[pa.RecordBatch]) -> Iterator[Chunk]:
    """The batches as CSV: every known value in quotes, NULL as nothing."""
    options = csv.WriteOptions(include_header=False, quoting_style="all_valid")
    for batch in batches:
        sink = io.BytesIO()
        csv.write_csv(batch, sink, options)
        yield Chunk(sink.getvalue(), batch.num_rows)


def copy_options(*, binary: bool) -> str:
    """COPY's options for one of the two formats; FREEZE, since the table is made in the same
    transaction and no later reader has to settle its rows."""
    return f"format {'binary' if binary else 'csv'}, freeze"


def can_copy_binary() -> bool:
    """Whether this machine has the encoder of the binary format."""
    return pgpq is not None
