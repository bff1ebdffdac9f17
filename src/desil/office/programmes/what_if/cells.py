"""A cell and a row of the what-if page's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure; `change` is how it differs from the first column's, with its sign and in words;
    `more` what else is told of the same families."""

    text: str
    change: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of every scenario; a row that begins a grouping names it in `grouping`."""

    label: str
    cells: Sequence[Cell]
    grouping: str = ""
