"""An old workbook (XLS, Excel 97 to 2003) by way of xlrd."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from desil.intake.limits import WorkbookLimits
from desil.intake.spreadsheets.archive import broken
from desil.intake.spreadsheets.kind import has_locked_package, locked
from desil.intake.spreadsheets.sheet import FarCell, Row, Sheet
from desil.intake.spreadsheets.texts import NO, YES, date_text, number_text, one_line


class XlsSheet:
    """One sheet of an old workbook."""

    def __init__(self, sheet: xlrd.sheet.Sheet, most_columns: int, is_from_1904: bool) -> None:
        self.title, self.is_hidden = sheet.name, sheet.visibility != 0
        self.hidden_columns = {n for n, said in sheet.colinfo_map.items() if said.hidden}
        self._sheet, self._most, self._is_from_1904 = sheet, most_columns, is_from_1904

    def _text(self, kind: int, value: object) -> str:
        if kind == xlrd.XL_CELL_TEXT:
            return one_line(str(value))
        if kind == xlrd.XL_CELL_NUMBER:
            return number_text(repr(value))
        if kind == xlrd.XL_CELL_DATE:
            return date_text(repr(value), from_1904=self._is_from_1904)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return YES if value else NO
        if kind == xlrd.XL_CELL_ERROR:
            return str(error_text_from_code.get(value, "#N/A"))
        return ""

    def rows(self) -> Iterable[Row]:
        """Every row that has a filled cell, from the top."""
        for number in range(self._sheet.nrows):
            kinds, values = self._sheet.row_types(number), self._sheet.row_values(number)
            cells = [self._text(k, v) for k, v in zip(kinds, values, strict=True)]
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > self._most:
                raise FarCell(number + 1, len(cells) - 1)
            said = self._sheet.rowinfo_map.get(number)
            if cells:
                yield Row(number + 1, cells, bool(said and said.hidden))


class XlsBook:
    """An old workbook that is open for reading; DeliveryRejected where it is locked or broken."""

    def __init__(self, path: Path, name: str, limits: WorkbookLimits) -> None:
        if has_locked_package(path):
            raise locked(name)
        try:
            self._book = xlrd.open_workbook(
                str(path), formatting_info=True, ragged_rows=True, logfile=io.StringIO()
            )
        except xlrd.XLRDError as fault:
            raise (locked(name) if "encrypted" in str(fault) else broken(name)) from fault
        except (CompDocError, ValueError, LookupError, AssertionError, TypeError) as fault:
            raise broken(name) from fault
        self._most = limits.columns

    def sheets(self) -> Iterator[Sheet]:
        """Every sheet with cells, in the workbook's order."""
        for sheet in self._book.sheets():
            yield XlsSheet(sheet, self._most, self._book.datemode == 1)
