"""The SQL files of this package, each read once, and the cursors that run them."""

from __future__ import annotations

from typing import Any

from desil.database.cursor import Cursor
from desil.engine.sql_file import postgres_text, sql_text


def statement(name: str) -> str:
    """The text of `sql/<name>.sql`, its binds `:sequence` written as psycopg wants them."""
    return postgres_text("desil.audit", f"sql/{name}")


def script(name: str) -> str:
    """The text of a file of several statements without binds."""
    return sql_text("desil.audit", f"sql/{name}")


def rows_of(cursor: Cursor, name: str, **binds: object) -> list[tuple[Any, ...]]:
    """The rows that a statement gives."""
    cursor.execute(statement(name), binds or None)
    return cursor.fetchall()
