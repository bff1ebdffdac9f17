"""The functions in the database that search stands on."""

from __future__ import annotations

from importlib import resources
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_search_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: search with tolerance for spelling where pg_trgm is installed, else by what
    begins or holds the text as typed."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select 1 from pg_extension where extname = 'pg_trgm'")
        name = "search_functions" if cursor.fetchone() else "search_functions_plain"
        file = resources.files("desil.registry") / "sql" / f"{name}.sql"
        cursor.execute(file.read_text(encoding="utf-8"))
