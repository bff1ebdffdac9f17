"""Corrected families in the layout of the national hand-over: what goes upward with a batch."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pyarrow as pa

from desil.cases.sending.koreksi import AcceptedChange
from desil.dictionary.column import Kind, Table
from desil.dictionary.tables import FAMILY, PERSON
from desil.intake.export import Scheme, append_hand_over

_KEYS = {FAMILY.name: "family_number", PERSON.name: "nik"}


def _typed(table: Table, fact: str, text: str) -> object:
    column = table.column(fact)
    if column.kind is Kind.DATE:
        return date.fromisoformat(text)
    return int(text) if column.sql_type in {"INTEGER", "SMALLINT"} else text


def corrected_rows(
    table: Table, rows: Iterable[Mapping[str, object]], changes: Sequence[AcceptedChange]
) -> list[dict[str, object]]:
    """Register rows with the accepted changes in their places, in the order of their keys."""
    key = _KEYS[table.name]
    new: dict[str, dict[str, object]] = {}
    for change in changes:
        if change.table == table.name:
            value = _typed(table, change.fact, change.new_value)
            new.setdefault(change.subject, {})[change.fact] = value
    found = [{name: row.get(name) for name in table.names} for row in rows]
    made = [row | new.get(str(row[key]), {}) for row in found]
    return sorted(made, key=lambda row: str(row[key]))


def hand_over_bytes(table: Table, rows: Sequence[Mapping[str, object]]) -> bytes:
    """The CSV of those rows in the first naming scheme; empty where there is none."""
    if not rows:
        return b""
    schema = pa.schema([pa.field(c.name, c.arrow_type) for c in table.columns])
    sink = io.BytesIO()
    append_hand_over(
        pa.Table.from_pylist([dict(r) for r in rows], schema=schema), table, sink,
        scheme=Scheme.FIRST,
    )  # fmt: skip
    return sink.getvalue()
