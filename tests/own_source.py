"""The made-up source of docs/how-to/developer/source.md, read from the page itself."""

from __future__ import annotations

from pathlib import Path

from tests.recipe import RECIPES, written_files

_FILES = written_files(RECIPES / "source.md")
_FOLDER = "desil-home/sources/kartu"
SOURCE = _FILES[f"{_FOLDER}/source.yaml"]
LAYOUT = _FILES[f"{_FOLDER}/layout.yaml"]
RECORDS = _FILES[f"{_FOLDER}/records.sql"]
FILES = {"source.yaml": SOURCE, "layout.yaml": LAYOUT, "records.sql": RECORDS}


def declare_source(home: Path, name: str = "kartu", **changed: str) -> Path:
    """Write the source into a home; `changed` replaces a file's text, by its name before the dot.
    Returns its folder."""
    folder = home / "sources" / name
    folder.mkdir(parents=True)
    for file, text in FILES.items():
        (folder / file).write_text(changed.get(file.split(".")[0], text), encoding="utf-8")
    return folder
