"""PostgreSQL's row security on tables about people: the second wall.

The office's role sees the rows of its reader's territory and no others, whatever a query forgets;
nothing while no territory is set. A new table about people is protected in its migration with
`protect_by_village` (it has a column `village_code`) or `protect_by_family` (it has a
`family_number` or `nik` of someone who is in the register).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from psycopg import sql

from desil.engine.sql_file import sql_text

_BY_VILLAGE = sql.SQL(
    "(select public.desil_sees_city())"
    " or village_code = any((select public.desil_villages())::text[])"
)
_BY_OTHER = {
    # Whoever is seen in `family` or `person` under their own policies is seen here.
    "family_number": sql.SQL(
        "(select public.desil_sees_city()) or exists (select from public.family as seen"
        " where seen.publication_id = {table}.publication_id"
        " and seen.family_number = {table}.family_number)"
    ),
    "nik": sql.SQL(
        "(select public.desil_sees_city()) or exists (select from public.person as seen"
        " where seen.publication_id = {table}.publication_id and seen.nik = {table}.nik)"
    ),
}
_Step = Callable[[Any, BaseDatabaseSchemaEditor], None]


def make_territory_functions(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: the functions that policies call."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql_text("desil.registry", "sql/territory_functions"))


def _protected(table: str, rule: sql.Composable) -> _Step:
    def protect(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        named = {"table": sql.Identifier("public", table), "rule": rule}
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(sql.SQL("alter table {table} enable row level security").format(**named))
            cursor.execute(
                sql.SQL("create policy in_territory on {table} for select using ({rule})").format(
                    **named
                )
            )

    return protect


def protect_by_village(table: str) -> migrations.RunPython:
    """Migration operation: rows are seen by those whose territory has their `village_code`."""
    return migrations.RunPython(_protected(table, _BY_VILLAGE), migrations.RunPython.noop)


def close(table: str) -> migrations.RunPython:
    """Migration operation: rows that the office never sees itself; functions of the owner may."""
    return migrations.RunPython(_protected(table, sql.SQL("false")), migrations.RunPython.noop)


def protect_by_family(table: str, *, key: str = "family_number") -> migrations.RunPython:
    """Migration operation: rows are seen by those who see the family (or, with the key "nik", the
    person) that they are about."""
    rule = _BY_OTHER[key].format(table=sql.Identifier(table))
    return migrations.RunPython(_protected(table, rule), migrations.RunPython.noop)
