"""The SQL files of this package, each read once."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_BIND = re.compile(r"(?<![:\w]):([a-z_]+)")


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`; its header says what one row is.

    The file names its binds as `:release_date`; psycopg wants them as `%(release_date)s`.
    """
    file = resources.files("desil.registry") / "sql" / f"{name}.sql"
    return _BIND.sub(r"%(\1)s", file.read_text(encoding="utf-8"))
