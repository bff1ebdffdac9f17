"""A family as the register has it and as a case asks for it, as rows of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from desil.cases.changes.register import KnownFamily
from desil.cases.models import CaseChange
from desil.dictionary.column import Table
from desil.dictionary.tables import FAMILY, PERSON

NOW, ASKED, RANKED = "", "+", "++"  # marks on the family number: as it is, with the changes asked
# for, and with them and the rank that would follow


class RowsIf(NamedTuple):
    """Rows of `family` and `person`, the family once under each mark."""

    families: pa.Table
    persons: pa.Table


def _value(table: Table, fact: str, text: str) -> object:
    array = pa.array([text], pa.string()).cast(table.column(fact).arrow_type)
    return array[0].as_py()


def _rows(
    table: Table, rows: Sequence[Mapping[str, Any]], changes: Sequence[CaseChange], key: str
) -> pa.Table:
    new: dict[str, dict[str, object]] = {}
    for change in changes:
        if change.fact_table == table.name:
            value = _value(table, change.fact, change.new_value)
            new.setdefault(change.subject, {})[change.fact] = value
    before = [{name: row.get(name) for name in table.names} for row in rows]
    after = [
        row | new.get(str(row[key]), {}) | {"family_number": f"{row['family_number']}{mark}"}
        for mark in (ASKED, RANKED)
        for row in before
    ]
    schema = pa.schema([pa.field(c.name, c.arrow_type) for c in table.columns])
    return pa.Table.from_pylist([*before, *after], schema=schema)


def rows_if(family: KnownFamily, changes: Sequence[CaseChange]) -> RowsIf:
    """The family's rows as they are, and as `changes` would have them; a run counts the members."""
    families = _rows(FAMILY, [family.row], changes, "family_number")
    counted = pa.array([len(family.members)] * families.num_rows, pa.int32())
    return RowsIf(
        families.append_column("counted_size", counted),
        _rows(PERSON, list(family.members.values()), changes, "nik"),
    )
