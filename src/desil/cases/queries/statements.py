"""The SQL files of cases, their binds `:today` written as the driver wants them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_BIND = re.compile(r"(?<![:\w]):([a-z_0-9]+)")


@cache
def statement(name: str, by: str = "") -> str:
    """The text of `sql/<name>.sql`; one that counts by any column counts by the column `by`."""
    file = resources.files("desil.cases") / "sql" / f"{name}.sql"
    text = file.read_text(encoding="utf-8").replace("counted_by_column", by)
    return _BIND.sub(r"%(\1)s", text)
