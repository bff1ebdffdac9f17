"""The cursors and connections that run SQL, psycopg's and Django's alike."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

import psycopg

Rows: TypeAlias = psycopg.Connection[tuple[Any, ...]]
"""A connection whose rows are tuples."""


class Cursor(Protocol):
    """A database cursor, psycopg's or Django's."""

    def execute(self, query: Any, params: Any = None, /) -> Any:
        """Run a statement."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Its rows."""
