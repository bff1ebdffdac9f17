"""Rules, columns and files as tables, for telling what happened to a row."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from desil.engine.database import Connection
from desil.engine.sql_file import sql_text
from desil.intake.rules import rules
from desil.sources.layout import Layout


def load_words(database: Connection, layout: Layout, file_names: Sequence[str]) -> None:
    """Make `known_rule`, `column_action`, `column_header` and `delivered_file`."""
    known = list(rules().values())
    columns = [(u.name, c) for u in layout.units for c in u.columns]
    database.register(
        "rule_list",
        pa.table(
            {
                "rule": [r.code for r in known],
                "kind": [r.kind.value for r in known],
                "says": [r.says for r in known],
                "what_to_do": [r.what_to_do for r in known],
            }
        ),
    )
    database.register(
        "column_list",
        pa.table(
            {
                "unit": [unit for unit, _ in columns],
                "column_name": [c.name for _, c in columns],
                "header": [c.header for _, c in columns],
                "action": [c.on_fault.value for _, c in columns],
            }
        ),
    )
    database.register(
        "delivered_file",
        pa.table(
            {
                "file_number": pa.array(range(len(file_names)), pa.int32()),
                "name": list(file_names),
            }
        ),
    )
    database.execute(sql_text("desil.intake.record", "words"))
