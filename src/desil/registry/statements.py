"""The SQL files of this package, each read once."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_BIND = re.compile(r"(?<![:\w]):([a-z_]+)")


def with_binds(text: str) -> str:
    """A statement that names its binds as `:release_date`, as psycopg wants it:
    `%(release_date)s`."""
    return _BIND.sub(r"%(\1)s", text)


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`, ready for psycopg; its header says what one row is."""
    file = resources.files("desil.registry") / "sql" / f"{name}.sql"
    return with_binds(file.read_text(encoding="utf-8"))
