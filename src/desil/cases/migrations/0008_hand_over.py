"""Who reads the events of a case that was handed over."""

from __future__ import annotations

from importlib import resources
from typing import Any, ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _protect(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    file = resources.files("desil.cases") / "sql" / "hand_over_protection.sql"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(file.read_text(encoding="utf-8"))


class Migration(migrations.Migration):
    """Two policies."""

    dependencies: ClassVar = [("cases", "0007_asked_and_seen")]

    operations: ClassVar = [migrations.RunPython(_protect, migrations.RunPython.noop)]
