"""The indexes of a publication's tables: those of the register's models, and of search."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from desil.database.cursor import Rows
from desil.dictionary.results import PUBLISHED
from desil.engine.sql_file import postgres_text
from desil.publication.tables.loading import broken
from desil.publication.tables.schema import schema_of

_SEARCHED_COLUMNS = {"person_name": "name", "family": "address"}
_TRIGRAM_COST = 5  # times an ordinary index


@dataclass(frozen=True, slots=True)
class IndexToBuild:
    """One index of one table: its name, what follows the table's name in CREATE INDEX, and a
    rough cost by which the longest are begun first."""

    table: str
    name: str
    definition: str
    is_unique: bool
    is_primary: bool
    cost: float


def indexes_to_build(connection: Rows, rows: dict[str, int]) -> tuple[IndexToBuild, ...]:
    """Every index that a publication's tables need, the costliest first.

    Read from the register's own (partitioned) tables, so that attaching finds each one ready.
    `rows` are the tables' row counts. Names and addresses have trigram indexes.
    """
    declared = connection.execute(
        postgres_text("desil.publication", "sql/declared_indexes"),
        {"tables": [table.name for table in PUBLISHED]},
    )
    found = [
        IndexToBuild(str(t), str(n), str(d), bool(u), bool(p), rows.get(str(t), 0))
        for t, n, d, u, p in declared
    ]
    found += [
        IndexToBuild(
            table,
            f"{table}_{column}_trigram",
            f"using gin ({column} gin_trgm_ops)",
            False,
            False,
            rows.get(table, 0) * _TRIGRAM_COST,
        )
        for table, column in _SEARCHED_COLUMNS.items()
    ]
    return tuple(sorted(found, key=lambda i: -i.cost))


def build_index(connection: Rows, index: IndexToBuild, publication_id: int) -> None:
    """Build one index, in one transaction. Raises CheckFailed when a key is there twice."""
    command = sql.SQL("create {unique} index {name} on {schema}.{table} {definition}").format(
        unique=sql.SQL("unique" if index.is_unique else ""),
        name=sql.Identifier(index.name),
        schema=schema_of(publication_id),
        table=sql.Identifier(index.table),
        definition=sql.SQL(index.definition),  # from the catalogue
    )
    try:
        with connection.transaction():
            connection.execute(command)
    except psycopg.errors.IntegrityError as fault:
        raise broken(index.table, fault) from None
