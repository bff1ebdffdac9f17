"""The raw columns of an opened file as a DuckDB view, and chosen lines of it as a smaller file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desil.engine.database import Connection, DatabaseError
from desil.intake.files.opened_file import OpenedFile

_NO_CELL = "\x1f"  # in no file: an empty cell is then not the same as none


def raw_columns(width: int, positions: Mapping[str, int]) -> dict[str, str]:
    """Names for every cell of a row: `raw_<column>`, or `extra_<place>` for an unknown one."""
    known = {place: f"raw_{name}" for name, place in positions.items()}
    return {known.get(place, f"extra_{place}"): "VARCHAR" for place in range(width)}


def view_raw(database: Connection, view: str, path: Path, skip: int, opened: OpenedFile) -> None:
    """Make `view` over a text file of the same shape as `opened`; every cell is text."""
    database.read_csv(
        str(path),
        header=False,
        skiprows=skip,
        sep=opened.heading.separator,
        quotechar='"',
        escapechar='"',
        columns=raw_columns(opened.width, opened.heading.match.positions),
        auto_detect=False,
    ).create_view(view, replace=True)


def has_extra_cells(database: Connection, opened: OpenedFile) -> bool:
    """Whether a line has one cell more than the heading, filled or empty."""
    columns = {f"cell_{n}": "VARCHAR" for n in range(opened.width + 1)}
    beyond = database.read_csv(
        str(opened.path),
        header=False,
        skiprows=opened.skip,
        sep=opened.heading.separator,
        quotechar='"',
        escapechar='"',
        columns=columns,
        auto_detect=False,
        null_padding=True,
        na_values=[_NO_CELL],
    )
    try:
        return bool(beyond.filter(f"cell_{opened.width} is not null").limit(1).fetchall())
    except DatabaseError:  # cells over several lines: the reading line by line says
        return True


def lines_at(opened: OpenedFile, rows: NDArray[np.int64]) -> list[bytes]:
    """The lines of some rows (numbers from 0, ascending), with their ends."""
    if not len(rows):
        return []
    wanted = iter((rows + opened.skip).tolist())
    found = []
    following = next(wanted)
    with opened.path.open("rb") as lines:
        for number, line in enumerate(lines):
            if number == following:
                found.append(line if line.endswith(b"\n") else line + b"\n")
                following = next(wanted, -1)
                if following < 0:
                    break
    return found


def write_lines_at(opened: OpenedFile, rows: NDArray[np.int64], target: Path) -> None:
    """Write the lines of some rows to a file of their own."""
    target.write_bytes(b"".join(lines_at(opened, rows)))
