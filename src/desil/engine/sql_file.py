"""SQL files: the one place that reads their text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path

_READS = re.compile(r"Reads (.*?)(?:; writes|: |\.$|\. )")
_ASIDE = re.compile(r"\([^)]*\)")
_BIND = re.compile(r"(?<![:\w]):([a-z_0-9]+)")


def sql_path(package: str, name: str) -> Path:
    """Return the path of `<name>.sql` of a package; `name` may hold a folder: `sql/page`."""
    return Path(str(resources.files(package))) / f"{name}.sql"


@cache
def sql_text(package: str, name: str) -> str:
    """Return the text of `<name>.sql` of a package, without its last semicolon."""
    return read_sql(sql_path(package, name))


def read_sql(path: Path) -> str:
    """Return the text of an SQL file, without its last semicolon."""
    return path.read_text(encoding="utf-8").rstrip().rstrip(";")


@cache
def postgres_text(package: str, name: str) -> str:
    """Return the text of an SQL file for psycopg: a bind `:release_date` is `%(release_date)s`."""
    return _BIND.sub(r"%(\1)s", sql_text(package, name))


def tables_read(text: str) -> frozenset[str] | None:
    """Return the tables that the header of an SQL text names; None where it names none.

    `-- Reads family, person (of the newest release); writes kept.` names two.
    """
    lines = (line[2:].strip() for line in text.splitlines() if line.startswith("--"))
    found = _READS.search(f"{' '.join(lines)} ")
    if found is None:
        return None
    words = (word.strip(" .") for word in re.split(r",| and ", _ASIDE.sub("", found.group(1))))
    return frozenset(word for word in words if word)
