"""A frozen list into the register: its words, its rows and its counts, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
from psycopg import sql
from psycopg.types.json import Jsonb

from desil.audit.event import Event
from desil.database.cursor import Rows
from desil.dictionary import results
from desil.dictionary.columns.eligibility import ListState
from desil.dictionary.result_table import ResultTable
from desil.eligibility.lists.frozen import StoredList
from desil.publication.switch import Recording
from desil.publication.tables.copy_format import (
    batches_of,
    binary_chunks,
    can_copy_binary,
    csv_chunks,
)
from desil.signatures.list_files import words_of
from desil.signatures.lists import signed_content

_LIST_ID = pa.field("list_id", pa.string())


def _with_list(batches: Iterator[pa.RecordBatch], list_id: str) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield batch.add_column(0, _LIST_ID, pa.array([list_id] * batch.num_rows, pa.string()))


def _copy(connection: Rows, kept: StoredList, table: ResultTable, into: str) -> None:
    schema = pa.schema([_LIST_ID, *table.schema])
    rows = _with_list(batches_of(kept.folder / table.file_name, table), kept.frozen.list_id)
    is_binary = can_copy_binary()
    chunks = binary_chunks(rows, schema) if is_binary else csv_chunks(rows)
    command = sql.SQL("copy public.{} ({}) from stdin (format {})").format(
        sql.Identifier(into),
        sql.SQL(", ").join(map(sql.Identifier, schema.names)),
        sql.SQL("binary" if is_binary else "csv"),
    )
    with connection.cursor().copy(command) as copy:
        for chunk in chunks:
            copy.write(chunk.data)


def load_list(
    url: str, kept: StoredList, *, by: str, at: datetime, recording: Recording | None = None
) -> bool:
    """Put a frozen list into the register at `url` (the owner's address), proposed by nobody yet,
    and the event into the log of `recording`; False where it is there already."""
    frozen = kept.frozen
    states = pq.read_table(kept.folder / results.LIST_ROWS.file_name, columns=["state"])["state"]
    counted = {v["values"]: v["counts"] for v in states.value_counts().to_pylist()}
    values = {
        "list_id": frozen.list_id, "programme": frozen.programme, "name_id": frozen.name["id"],
        "name_en": frozen.name["en"], "unit": frozen.unit, "period": frozen.period,
        "on_date": frozen.day, "run_id": frozen.run_id, "rules_version": frozen.rules_version,
        "reference": frozen.reference, "quota": frozen.quota, "result_hash": kept.result_hash,
        "words": Jsonb(words_of(kept)), "listed": counted.get(ListState.LISTED.value, 0),
        "waiting": counted.get(ListState.WAITING.value, 0), "state": "loaded", "loaded_by": by,
        "loaded_at": at, "reason": "", "decision_reason": "",
    }  # fmt: skip
    with psycopg.connect(url) as connection:
        made = connection.execute(
            sql.SQL(
                "insert into public.work_programme_list ({}) values ({}) on conflict do nothing"
            ).format(
                sql.SQL(", ").join(map(sql.Identifier, values)),
                sql.SQL(", ").join(map(sql.Placeholder, values)),
            ),
            values,
        )
        if made.rowcount == 0:
            return False
        _copy(connection, kept, results.LIST_ROWS, "work_listed_row")
        _copy(connection, kept, results.LIST_COUNTS, "work_listed_count")
        if recording is not None:
            content = signed_content(connection.cursor(), frozen.list_id)
            note = {"programme": frozen.programme, "period": frozen.period, **content}
            note |= {"result_hash": kept.result_hash, **recording.note}
            event = Event(
                at, recording.actor, "LIST_LOAD", "programme_list", frozen.list_id, payload=note
            )
            recording.journal.append(connection.cursor(), event)
    return True
