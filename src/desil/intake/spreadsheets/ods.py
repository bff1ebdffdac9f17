"""An OpenDocument spreadsheet (ODS), read cell by cell; repeated rows and cells are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from desil.intake.spreadsheets.archive import Archive
from desil.intake.spreadsheets.sheet import UNCALCULATED, FarCell, Row, Sheet
from desil.intake.spreadsheets.texts import NO, YES, number_text, one_line
from desil.intake.spreadsheets.xlsx_parts import Attributes, elements, parsed_blocks

CONTENT = "content.xml"
_NUMBERS = {"float", "currency", "percentage"}
_CELLS = {"table-cell", "covered-table-cell"}
_ASIDE = {"annotation", "shapes", "tracked-changes"}


def _is_hidden(said: Attributes) -> bool:
    return said.get("visibility", "visible") != "visible"


def _local(said: Attributes) -> Attributes:
    """Attributes without namespaces; `office:value-type` goes before `calcext:value-type`."""
    plain: Attributes = {}
    for name, value in said.items():
        space, _, short = name.rpartition(" ")
        plain[f"ext-{short}" if "calcext" in space else short] = value
    return plain


@dataclass(slots=True)
class _Table:
    """Turns the elements of one table into rows."""

    number: int
    most_columns: int
    most_rows: int
    hidden_columns: set[int]
    done: list[Row] = field(default_factory=list)
    tables: int = -1
    depth: int = 0
    row: int = 0
    row_repeats: int = 1
    row_is_hidden: bool = False
    cells: list[str] = field(default_factory=list)
    place: int = 0
    column: int = 0
    said: Attributes = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    is_open: bool = False
    aside: int = 0

    def start(self, full_name: str, attributes: Attributes) -> None:
        name = full_name.rpartition(" ")[2]
        if name == "table":
            self.tables += self.depth == 0
            self.depth += 1
        if self.tables != self.number or self.depth != 1:
            return
        if name in _ASIDE:
            self.aside += 1
        elif name == "table-column":
            self._start_column(_local(attributes))
        elif name == "table-row":
            said = _local(attributes)
            self.row_repeats = int(said.get("number-rows-repeated", 1))
            self.row_is_hidden = _is_hidden(said)
            self.cells, self.place = [], 0
        elif name in _CELLS:
            self.said, self.parts = _local(attributes), []
        elif name == "p":
            if self.parts:
                self.parts.append(" ")
            self.is_open = self.aside == 0
        elif name == "s" and self.is_open:
            self.parts.append(" " * min(int(_local(attributes).get("c", 1)), 1000))
        elif name in {"tab", "line-break"} and self.is_open:
            self.parts.append(" ")

    def _start_column(self, said: Attributes) -> None:
        repeats = int(said.get("number-columns-repeated", 1))
        if _is_hidden(said):
            last = min(self.column + repeats, self.most_columns)
            self.hidden_columns.update(range(self.column, last))
        self.column += repeats

    def data(self, text: str) -> None:
        if self.is_open:
            self.parts.append(text)

    def end(self, full_name: str) -> None:
        name = full_name.rpartition(" ")[2]
        if name == "table":
            self.depth -= 1
        if self.tables != self.number or self.depth != 1:
            return
        if name in _ASIDE:
            self.aside -= 1
        elif name == "p":
            self.is_open = False
        elif name in _CELLS:
            self._end_cell()
        elif name == "table-row":
            self._end_row()

    def _end_cell(self) -> None:
        repeats = int(self.said.get("number-columns-repeated", 1))
        text = self._text()
        if text:
            if self.place + repeats > self.most_columns:
                raise FarCell(self.row + 1, self.place + repeats - 1)
            self.cells += [""] * (self.place - len(self.cells)) + [text] * repeats
        self.place += repeats

    def _end_row(self) -> None:
        if self.cells:
            if self.row + self.row_repeats > self.most_rows:
                raise FarCell(self.row + self.row_repeats, len(self.cells) - 1)
            self.done += [
                Row(self.row + n, self.cells, self.row_is_hidden)
                for n in range(1, self.row_repeats + 1)
            ]
        self.row += self.row_repeats

    def _text(self) -> str:
        said, shown = self.said, one_line("".join(self.parts))
        if said.get("ext-value-type") == "error":
            return shown or UNCALCULATED
        kind = said.get("value-type", "")
        if kind in _NUMBERS:
            return number_text(said.get("value", shown))
        if kind == "date":
            return said.get("date-value", shown).removesuffix("T00:00:00").replace("T", " ")
        if kind == "boolean":
            return YES if said.get("boolean-value") == "true" else NO
        if kind == "string":
            return one_line(said["string-value"]) if "string-value" in said else shown
        return shown or (UNCALCULATED if "formula" in said else "")


class OdsSheet:
    """One table of an ODS workbook."""

    def __init__(self, archive: Archive, number: int, title: str, is_hidden: bool) -> None:
        self.title, self.is_hidden = title, is_hidden
        self.hidden_columns: set[int] = set()
        self._archive, self._number = archive, number

    def rows(self) -> Iterable[Row]:
        """Every row that has a filled cell, from the top."""
        limits = self._archive.limits
        table = _Table(self._number, limits.columns, limits.rows, self.hidden_columns)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = table.start
        parser.EndElementHandler = table.end
        parser.CharacterDataHandler = table.data
        for _ in parsed_blocks(self._archive, CONTENT, parser):
            yield from table.done
            table.done.clear()


def _hidden_styles(archive: Archive) -> set[str]:
    """The names of table styles that are not displayed: how ODS hides a sheet."""
    hidden, style = set(), ""
    for name, said in elements(archive, CONTENT):
        if name == "style":
            style = said.get("name", "")
        elif name == "table-properties" and said.get("display") == "false":
            hidden.add(style)
        elif name == "body":
            break
    return hidden


class OdsBook:
    """An ODS workbook that is open for reading."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def sheets(self) -> Iterator[Sheet]:
        """Every table, in the workbook's order."""
        hidden, number = _hidden_styles(self._archive), 0
        for name, said in elements(self._archive, CONTENT):
            if name == "table" and "name" in said:
                is_hidden = said.get("style-name", "") in hidden
                yield OdsSheet(self._archive, number, said["name"], is_hidden)
                number += 1
