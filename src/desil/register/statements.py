"""The SQL files of this package, each read once."""

from __future__ import annotations

from desil.engine.sql_file import postgres_text


def statement(name: str) -> str:
    """The text of `sql/<name>.sql`, ready for psycopg; its header says what one row is."""
    return postgres_text("desil.register", f"sql/{name}")
