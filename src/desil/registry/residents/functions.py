"""The function in the database that finds a resident."""

from __future__ import annotations

from importlib import resources
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_resident_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: finding a resident by NIK and birth date."""
    file = resources.files("desil.registry") / "sql" / "resident_functions.sql"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(file.read_text(encoding="utf-8"))
