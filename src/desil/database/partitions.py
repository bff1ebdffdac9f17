"""Migration steps for tables that are divided by publication."""

from __future__ import annotations

from typing import Any

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from django.db.utils import DatabaseError

from desil.errors import MachineLacks


class CreatePartitionedModel(migrations.CreateModel):
    """CREATE TABLE … PARTITION BY LIST (publication_id): a publication is one partition of each
    such table, filled apart and attached in the transaction that makes it current."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the table without any partition."""
        model = to_state.apps.get_model(app_label, self.name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        editor: Any = schema_editor
        sql, parameters = editor.table_sql(model)
        schema_editor.execute(f"{sql} PARTITION BY LIST (publication_id)", parameters or None)
        editor.deferred_sql.extend(editor._model_indexes_sql(model))

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Create model {self.name}, divided by publication"


def enable_name_search(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Install pg_trgm, which search tolerates spelling with; MachineLacks where the server has it
    not. The owner of a database may install it since PostgreSQL 13."""
    with schema_editor.connection.cursor() as cursor:
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute("create extension if not exists pg_trgm")
        except DatabaseError as fault:
            raise MachineLacks(
                "PostgreSQL ini tidak punya pg_trgm, yang diperlukan pencarian nama.",
                hint="Pasang paket postgresql-contrib di server itu; atau sebagai superuser: "
                "create extension pg_trgm.",
            ) from fault
