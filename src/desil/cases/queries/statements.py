"""The SQL files of cases, their binds `:today` written as the driver wants them."""

from __future__ import annotations

from desil.engine.sql_file import postgres_text


def statement(name: str, by: str = "") -> str:
    """The text of `sql/<name>.sql`; one that counts by any column counts by the column `by`."""
    return postgres_text("desil.cases", f"sql/{name}").replace("counted_by_column", by)
