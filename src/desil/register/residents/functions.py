"""The functions in the database that look beyond a reader's territory, each for one answer."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def make_resident_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: finding a resident by NIK and birth date."""
    _make("resident_functions", schema_editor)


def make_resident_of_card(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: finding a resident by NIK and the number of the family card."""
    _make("resident_of_card", schema_editor)


def make_history_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: in how many releases a family is listed, wherever it lived."""
    _make("history_functions", schema_editor)


def _make(name: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.register", f"sql/{name}"))
