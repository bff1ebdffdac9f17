"""The SQL files of this package, each read once, and the cursors that run them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any, Protocol

_BIND = re.compile(r"(?<![:\w]):([a-z_]+)")


class Cursor(Protocol):
    """A database cursor, psycopg's or Django's."""

    def execute(self, query: Any, params: Any = None, /) -> Any:
        """Run a statement."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Its rows."""


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`, its binds `:sequence` written as psycopg wants them."""
    file = resources.files("desil.audit") / "sql" / f"{name}.sql"
    return _BIND.sub(r"%(\1)s", file.read_text(encoding="utf-8"))


def script(name: str) -> str:
    """The text of a file of several statements without binds."""
    return (resources.files("desil.audit") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def rows_of(cursor: Cursor, name: str, **binds: object) -> list[tuple[Any, ...]]:
    """The rows that a statement gives."""
    cursor.execute(statement(name), binds or None)
    return cursor.fetchall()
