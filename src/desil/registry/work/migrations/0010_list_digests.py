"""The digests of a list, whoever reads."""

from __future__ import annotations

from importlib import resources
from typing import Any, ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _make_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    file = resources.files("desil.registry.work") / "sql" / "list_digest_functions.sql"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(file.read_text(encoding="utf-8"))


class Migration(migrations.Migration):
    """Two functions."""

    dependencies: ClassVar = [("work", "0009_proposal_check")]

    operations: ClassVar = [migrations.RunPython(_make_functions, migrations.RunPython.noop)]
