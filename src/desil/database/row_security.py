"""PostgreSQL's row security on tables about people: the second wall.

The office's role sees the rows of its reader's territory and no others, whatever a query forgets;
nothing while no territory is set. A new table about people is protected in its migration with
`protect`, as its declaration says; a test holds the database to the declarations.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from psycopg import sql

from desil.dictionary.result_table import Access
from desil.engine.sql_file import sql_text

_RULES = {
    Access.VILLAGE: sql.SQL(
        "(select public.desil_sees_city())"
        " or village_code = any((select public.desil_villages())::text[])"
    ),
    # Whoever is seen in `family` or `person` under their own policies is seen here.
    Access.FAMILY: sql.SQL(
        "(select public.desil_sees_city()) or exists (select from public.family as seen"
        " where seen.publication_id = {table}.publication_id"
        " and seen.family_number = {table}.family_number)"
    ),
    Access.PERSON: sql.SQL(
        "(select public.desil_sees_city()) or exists (select from public.person as seen"
        " where seen.publication_id = {table}.publication_id and seen.nik = {table}.nik)"
    ),
    Access.CLOSED: sql.SQL("false"),
}


def make_territory_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: the functions that policies call."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.database", "sql/territory_functions"))


def protect(table: str, access: Access) -> migrations.RunPython:
    """Migration operation: the office reads the rows of `table` that `access` lets it see.

    VILLAGE needs a column `village_code`, FAMILY a `family_number` and PERSON a `nik`.
    """
    rule = _RULES[access].format(table=sql.Identifier(table))

    def protected(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        named = {"table": sql.Identifier("public", table), "rule": rule}
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(sql.SQL("alter table {table} enable row level security").format(**named))
            cursor.execute(
                sql.SQL("create policy in_territory on {table} for select using ({rule})").format(
                    **named
                )
            )

    return migrations.RunPython(protected, migrations.RunPython.noop)
