"""An XLSX workbook, read cell by cell: no rectangle is allotted, whatever a sheet claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from desil.intake.spreadsheets.archive import Archive
from desil.intake.spreadsheets.sheet import UNCALCULATED, FarCell, Row, Sheet
from desil.intake.spreadsheets.texts import NO, YES, date_text, number_text, one_line
from desil.intake.spreadsheets.xlsx_parts import (
    Attributes,
    SheetPart,
    date_styles,
    parsed_blocks,
    shared_texts,
    unescaped,
    workbook_parts,
)

_DIGITS = "0123456789"
_TRUE = {"1", "true"}


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the cells of every sheet refer to."""

    texts: list[str]
    dates: Mapping[int, bool]
    is_from_1904: bool


def _place_of(letters: str, known: dict[str, int]) -> int:
    place = known.get(letters)
    if place is None:
        place = 0
        for letter in letters:
            place = place * 26 + ord(letter) - 64
        known[letters] = place = place - 1
    return place


@dataclass(slots=True)
class _Cells:
    """Turns the elements of a sheet into rows. `done` holds rows that have ended."""

    shared: _Shared
    hidden_columns: set[int]
    most_columns: int
    names: dict[str, str] = field(default_factory=dict)
    done: list[Row] = field(default_factory=list)
    row: int = 0
    is_hidden: bool = False
    cells: list[str] = field(default_factory=list)
    place: int = -1
    kind: str = "n"
    style: int = 0
    has_formula: bool = False
    is_open: bool = False
    is_phonetic: bool = False
    parts: list[str] = field(default_factory=list)
    letters: dict[str, int] = field(default_factory=dict)

    def start(self, full_name: str, said: Attributes) -> None:
        name = self.names.get(full_name)
        if name is None:
            name = self.names[full_name] = full_name.rpartition(" ")[2]
        if name == "c":
            self._start_cell(said)
        elif name == "v" or name == "t":
            self.is_open = not self.is_phonetic
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            self._start_row(said)
        elif name == "col":
            if said.get("hidden") in _TRUE:
                first, last = int(said["min"]), min(int(said["max"]), 16384)
                self.hidden_columns.update(range(first - 1, last))
        elif name == "rPh":
            self.is_phonetic = True

    def _start_row(self, said: Attributes) -> None:
        self.row = int(said.get("r", self.row + 1))
        self.is_hidden = said.get("hidden") in _TRUE
        self.cells, self.place = [], -1

    def _start_cell(self, said: Attributes) -> None:
        reference = said.get("r")
        if reference is None:
            self.place += 1
        else:
            self.place = _place_of(reference.rstrip(_DIGITS).upper(), self.letters)
        self.kind, self.style = said.get("t", "n"), int(said.get("s", 0))
        self.has_formula = False
        self.parts = []

    def data(self, text: str) -> None:
        if self.is_open:
            self.parts.append(text)

    def end(self, full_name: str) -> None:
        name = self.names[full_name]
        if name == "v" or name == "t":
            self.is_open = False
        elif name == "c":
            if text := self._text():
                if self.place >= self.most_columns:
                    raise FarCell(self.row, self.place)
                missing = self.place - len(self.cells)
                if missing >= 0:
                    self.cells += [""] * missing
                    self.cells.append(text)
                else:
                    self.cells[self.place] = text
        elif name == "row":
            if self.cells:
                self.done.append(Row(self.row, self.cells, self.is_hidden))
        elif name == "rPh":
            self.is_phonetic = False

    def _text(self) -> str:
        written = "".join(self.parts)
        kind = self.kind
        if not written:
            return UNCALCULATED if self.has_formula and kind not in {"str", "inlineStr"} else ""
        if kind == "s":
            number = int(written)
            return one_line(self.shared.texts[number]) if number < len(self.shared.texts) else ""
        if kind == "n":
            is_time = self.shared.dates.get(self.style)
            if is_time is None:
                return number_text(written)
            return date_text(written, from_1904=self.shared.is_from_1904, is_time=is_time)
        if kind == "b":
            return YES if written.strip() in _TRUE else NO
        if kind == "d":
            return written.removesuffix("T00:00:00").replace("T", " ")
        return one_line(unescaped(written))


class XlsxSheet:
    """One sheet of an XLSX workbook."""

    def __init__(self, archive: Archive, said: SheetPart, shared: _Shared) -> None:
        self.title, self.is_hidden = said.title, said.is_hidden
        self.hidden_columns: set[int] = set()
        self._archive, self._part, self._shared = archive, said.part, shared

    def rows(self) -> Iterable[Row]:
        """Every row that has a filled cell, from the top."""
        cells = _Cells(self._shared, self.hidden_columns, self._archive.limits.columns)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = cells.start
        parser.EndElementHandler = cells.end
        parser.CharacterDataHandler = cells.data
        for _ in parsed_blocks(self._archive, self._part, parser):
            yield from cells.done
            cells.done.clear()


class XlsxBook:
    """An XLSX workbook that is open for reading."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._parts = workbook_parts(archive)
        self._shared = _Shared(
            shared_texts(archive, self._parts.shared_texts),
            date_styles(archive, self._parts.styles),
            self._parts.is_from_1904,
        )

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet with cells, in the workbook's order."""
        for said in self._parts.sheets:
            yield XlsxSheet(self._archive, said, self._shared)
