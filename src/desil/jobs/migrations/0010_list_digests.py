"""The digests of a list, whoever reads."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from desil.engine.sql_file import sql_text


def _make_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.jobs", "sql/list_digest_functions"))


class Migration(migrations.Migration):
    """Two functions."""

    dependencies: ClassVar = [("work", "0009_proposal_check")]

    operations: ClassVar = [migrations.RunPython(_make_functions, migrations.RunPython.noop)]
