"""A sheet as its reader gives it: rows of texts, and what is hidden in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

UNCALCULATED = "#BELUM_DIHITUNG!"
"""What stands in a cell whose formula has no stored result."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number (from 1), its cells as text up to the last filled one."""

    number: int
    cells: list[str]
    is_hidden: bool = False


class FarCell(Exception):
    """A filled cell beyond the last column or row that is read; `row` from 1, `place` from 0."""

    def __init__(self, row: int, place: int) -> None:
        super().__init__(row, place)
        self.row, self.place = row, place


class Sheet(Protocol):
    """A sheet of a workbook. `hidden_columns` (from 0) is complete once `rows` has ended."""

    title: str
    is_hidden: bool
    hidden_columns: set[int]

    def rows(self) -> Iterable[Row]:
        """Every row that has a filled cell, from the top."""
        ...


class Book(Protocol):
    """A workbook that is open for reading."""

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet with cells, in the workbook's order."""
        ...


def column_letters(place: int) -> str:
    """Return the letters of a column by its place from 0: 0 is A, 26 is AA."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters
