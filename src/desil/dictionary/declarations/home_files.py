"""Declarations of an office's own, in its home folder: read when a process opens the home.

They add to those that come with desil, or replace the one of the same name. Sources and programmes
are not among them: a run reads those anew, because they are part of its recipe.
"""

from __future__ import annotations

from pathlib import Path

ROLES = "roles.yaml"
REASONS = "reasons.yaml"
CASE_TYPES = "case-types"
LIST_COLUMNS = "list-columns.yaml"

HomeFile = tuple[str, bytes]  # its path in the home, and what is in it
_held: dict[str, tuple[HomeFile, ...]] = {}


def _files(home: Path, name: str) -> tuple[HomeFile, ...]:
    path = home / name
    if path.is_dir():
        return tuple((f"{name}/{p.name}", p.read_bytes()) for p in sorted(path.glob("*.yaml")))
    return ((name, path.read_bytes()),) if path.is_file() else ()


def read_home_files(home: Path) -> None:
    """Hold the declarations of `home` in place of those of another; a later edit of a file counts
    when the process starts anew."""
    _held.update({name: _files(home, name) for name in (ROLES, REASONS, CASE_TYPES, LIST_COLUMNS)})


def home_files(name: str) -> tuple[HomeFile, ...]:
    """Return the files of that name, or of the folder of that name; empty before a home is read."""
    return _held.get(name, ())
