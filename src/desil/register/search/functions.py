"""The functions in the database that search stands on."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def make_search_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: search with tolerance for spelling."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.register", "sql/search_functions"))


def make_number_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: whether a number is anybody's; its tables are there by then."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.register", "sql/number_functions"))
