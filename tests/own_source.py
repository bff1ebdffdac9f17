"""The made-up source of docs/how-to/add-a-source.md: its files are read from the page itself."""

from __future__ import annotations

import re
from pathlib import Path

_PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "add-a-source.md"
_SOURCE, _LAYOUT, _RECORDS = re.findall(
    r"```(?:yaml|sql)\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL
)
SOURCE: str = _SOURCE
LAYOUT: str = _LAYOUT
RECORDS: str = _RECORDS
FILES = {"source.yaml": SOURCE, "layout.yaml": LAYOUT, "records.sql": RECORDS}


def declare_source(home: Path, name: str = "kartu", **changed: str) -> Path:
    """Write the source into a home; `changed` replaces a file's text, by its name before the dot.
    Returns its folder."""
    folder = home / "sources" / name
    folder.mkdir(parents=True)
    for file, text in FILES.items():
        (folder / file).write_text(changed.get(file.split(".")[0], text), encoding="utf-8")
    return folder
