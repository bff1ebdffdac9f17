"""The header of a query names the tables that it reads: lineage is read from headers."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from desil.engine.sql_file import tables_read

PACKAGE = Path(str(resources.files("desil")))
DATA_WING = ("sources", "linkage", "ranking", "eligibility", "plausibility", "open_data")


def _read(query: exp.Expression) -> set[str]:
    own = {cte.alias for cte in query.find_all(exp.CTE)}
    return {table.name for table in query.find_all(exp.Table) if table.name} - own


def _queries() -> Iterator[Path]:
    """The files of the data wing that hold one SELECT."""
    for room in DATA_WING:
        for path in sorted((PACKAGE / room).rglob("*.sql")):
            trees = sqlglot.parse(path.read_text(encoding="utf-8"), read="duckdb")
            if len(trees) == 1 and isinstance(trees[0], exp.Query):
                yield path


def test_a_header_names_the_tables_that_the_query_reads() -> None:
    wrong = {}
    for path in _queries():
        text = path.read_text(encoding="utf-8")
        said, read = tables_read(text), _read(sqlglot.parse_one(text, read="duckdb"))
        if said != read:
            wrong[path.relative_to(PACKAGE).as_posix()] = (said, read)
    assert wrong == {}


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("-- One row is one family.\n-- Reads family, person; writes kept.", {"family", "person"}),
        ("-- Reads a (one,\n-- two), b.", {"a", "b"}),
        ("-- One row is one family.", None),
    ],
)
def test_headers_are_read(header: str, said: set[str] | None) -> None:
    assert tables_read(header) == said
