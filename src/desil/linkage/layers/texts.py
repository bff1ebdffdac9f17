"""The SQL files of this room."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

_FOLDER = Path(str(resources.files("desil.linkage.layers")))


def layer_sql(name: str) -> str:
    """The text of one SQL file of this room."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")
