"""The SQL files of this package, each read once."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`; its header says what one row is."""
    return (resources.files("desil.registry") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
