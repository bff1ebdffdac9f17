"""A publication's own tables, in a schema of their own until the switch attaches them.

With the schema first on the search path, every query of the register reads these tables under
their usual names: the recap is counted by the same SQL before and after the switch.
"""

from __future__ import annotations

from psycopg import sql

from desil.database.cursor import Rows


def schema_of(publication_id: int) -> sql.Identifier:
    """The name of the schema that holds a publication's tables."""
    return sql.Identifier(f"publication_{publication_id}")


def read_from(connection: Rows, publication_id: int) -> None:
    """Let table names mean this publication's own tables, for the transaction under way."""
    connection.execute(
        sql.SQL("set local search_path to {}, public").format(schema_of(publication_id))
    )


def create_schema(connection: Rows, publication_id: int) -> None:
    """Make the schema, empty."""
    connection.execute(sql.SQL("create schema {}").format(schema_of(publication_id)))


def drop_schema(connection: Rows, publication_id: int) -> None:
    """Remove the schema and its tables, attached or not."""
    connection.execute(
        sql.SQL("drop schema if exists {} cascade").format(schema_of(publication_id))
    )


def create_table(connection: Rows, publication_id: int, table: str) -> sql.Identifier:
    """Make one table like the register's, without indexes; returns its full name. Its check on
    publication_id spares the switch from reading every row."""
    name = sql.Identifier(f"publication_{publication_id}", table)
    connection.execute(
        sql.SQL(
            "create table {name} (like public.{parent} including defaults including constraints);"
            "alter table {name} alter column publication_id set default {id},"
            " add check (publication_id = {id})"
        ).format(name=name, parent=sql.Identifier(table), id=sql.Literal(publication_id))
    )
    return name
