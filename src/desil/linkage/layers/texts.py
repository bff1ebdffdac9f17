"""The SQL files of this room."""

from __future__ import annotations

from desil.engine.sql_file import sql_text


def layer_sql(name: str) -> str:
    """The text of one SQL file of this room."""
    return sql_text("desil.linkage.layers", name)
