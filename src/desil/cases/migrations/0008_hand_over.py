"""Who reads the events of a case that was handed over."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def _protect(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.cases", "sql/hand_over_protection"))


class Migration(migrations.Migration):
    """Two policies."""

    dependencies: ClassVar = [("cases", "0007_asked_and_seen")]

    operations: ClassVar = [migrations.RunPython(_protect, migrations.RunPython.noop)]
