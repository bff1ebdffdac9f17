"""The SQL files of cases, their binds `:today` written as the driver wants them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_BIND = re.compile(r"(?<![:\w]):([a-z_0-9]+)")


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`; `outcomes_by.sql` stands for each column."""
    folder = resources.files("desil.cases") / "sql"
    if name.startswith("outcomes_by_"):
        text = (folder / "outcomes_by.sql").read_text(encoding="utf-8")
        text = text.replace("counted_by_column", name.removeprefix("outcomes_by_"))
    else:
        text = (folder / f"{name}.sql").read_text(encoding="utf-8")
    return _BIND.sub(r"%(\1)s", text)
