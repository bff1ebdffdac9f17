"""What a case and a family page may say of what another kelurahan works on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def _make_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.cases", "sql/elsewhere_functions"))


class Migration(migrations.Migration):
    """Two functions."""

    dependencies: ClassVar = [("cases", "0005_release_value"), ("registry", "0011_successions")]

    operations: ClassVar = [migrations.RunPython(_make_functions, migrations.RunPython.noop)]
