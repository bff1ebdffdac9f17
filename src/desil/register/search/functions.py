"""The functions in the database that search stands on."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def make_search_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: search with tolerance for spelling where pg_trgm is installed, else by what
    begins or holds the text as typed."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select 1 from pg_extension where extname = 'pg_trgm'")
        name = "search_functions" if cursor.fetchone() else "search_functions_plain"
        cursor.execute(sql_text("desil.register", f"sql/{name}"))
