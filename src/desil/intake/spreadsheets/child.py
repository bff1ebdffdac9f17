"""The process that reads one workbook: it limits itself first, then writes each sheet as text.

Called by `reader.py` with one JSON argument; answers with one line of JSON.
"""

from __future__ import annotations

import csv
import json
import struct
import sys
from array import array
from pathlib import Path
from typing import Any

from desil.engine.limited_process import limit_this_process
from desil.errors import DeliveryRejected
from desil.intake.limits import WorkbookLimits
from desil.intake.spreadsheets.archive import Archive, broken
from desil.intake.spreadsheets.kind import refuse_other_zip
from desil.intake.spreadsheets.ods import CONTENT, OdsBook
from desil.intake.spreadsheets.sheet import Book, FarCell, Sheet, column_letters
from desil.intake.spreadsheets.xls import XlsBook
from desil.intake.spreadsheets.xlsx import XlsxBook

SEPARATOR = "|"
_FAULTS = (ValueError, LookupError, TypeError, struct.error, OverflowError, UnicodeError)


def _book(path: Path, name: str, limits: WorkbookLimits) -> Book:
    with path.open("rb") as source:
        is_zip = source.read(4) == b"PK\x03\x04"
    if not is_zip:
        return XlsBook(path, name, limits)
    archive = Archive(path, name, limits)
    refuse_other_zip(archive)
    return OdsBook(archive) if archive.has(CONTENT) else XlsxBook(archive)


def _pad(text: Path, widths: array[int]) -> None:
    """Give every line of a text that is not blank as many cells as the widest has."""
    widest = max(widths, default=0)
    if all(width in (0, widest) for width in widths):
        return
    narrow = text.with_suffix(".narrow")
    text.rename(narrow)
    with narrow.open("rb") as lines, text.open("wb") as padded:
        for line, width in zip(lines, widths, strict=True):
            padded.write(line[:-1] + b"|" * (widest - width) + b"\n" if width else line)
    narrow.unlink()


class _Writer:
    """Writes sheets as texts, and counts the cells of all of them."""

    def __init__(self, limits: WorkbookLimits, name: str, takes_hidden: bool) -> None:
        self._limits, self._name, self._takes_hidden = limits, name, takes_hidden
        self._cells = 0

    def _far(self, sheet: Sheet, row: int, place: int) -> DeliveryRejected:
        return DeliveryRejected(
            "Berkas {name}, lembar {title!r}: sel {column_letters}{row} jauh di luar tabel.",
            hint="Hapus isi sel itu (pilih kolom dan baris kosong sesudah tabel, Hapus), "
            "lalu simpan lagi.",
            name=self._name,
            title=sheet.title,
            column_letters=column_letters(place),
            row=row,
        )

    def _count(self, sheet: Sheet, row: int, cells: int, gap: int) -> None:
        self._cells += cells + gap
        if row > self._limits.rows or self._cells > self._limits.cells:
            raise self._far(sheet, row, cells - 1)

    def write(self, sheet: Sheet, target: Path) -> dict[str, Any]:
        """Write one sheet, each row on the line of its number; what was hidden in it."""
        hidden_rows, last = 0, 0
        hidden_columns: set[int] = set()
        widths = array("H")
        try:
            with target.open("w", encoding="utf-8", errors="replace", newline="") as text:
                writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\n")
                for row in sheet.rows():
                    if row.number <= last:
                        raise broken(self._name)
                    self._count(sheet, row.number, len(row.cells), row.number - last)
                    text.write("\n" * (row.number - last - 1))
                    widths.extend([0] * (row.number - last - 1))
                    last = row.number
                    hidden_rows += row.is_hidden
                    hidden_columns |= {
                        n for n in sheet.hidden_columns if n < len(row.cells) and row.cells[n]
                    }
                    cells = self._shown(sheet, row.cells)
                    if (row.is_hidden and not self._takes_hidden) or not any(cells):
                        text.write("\n")
                        widths.append(0)
                    else:
                        writer.writerow(cells)
                        widths.append(len(cells))
        except FarCell as far:
            raise self._far(sheet, far.row, far.place) from far
        _pad(target, widths)
        return {
            "title": sheet.title,
            "is_hidden": sheet.is_hidden,
            "file": target.name,
            "lines": last,
            "hidden_rows": hidden_rows,
            "hidden_columns": [column_letters(n) for n in sorted(hidden_columns)],
        }

    def _shown(self, sheet: Sheet, cells: list[str]) -> list[str]:
        if self._takes_hidden or not sheet.hidden_columns:
            return cells
        return ["" if n in sheet.hidden_columns else cell for n, cell in enumerate(cells)]


def read(asked: dict[str, Any]) -> dict[str, Any]:
    """Write the sheets of a workbook into a folder; what they are, or why the file is refused."""
    limits = WorkbookLimits(**asked["limits"])
    path, name, folder = Path(asked["path"]), str(asked["name"]), Path(asked["folder"])
    try:
        writer = _Writer(limits, name, bool(asked["takes_hidden"]))
        sheets = [
            writer.write(sheet, folder / f"{asked['stem']}-{number}.sheet")
            for number, sheet in enumerate(_book(path, name, limits).sheets())
        ]
    except DeliveryRejected as refused:
        return {"refused": refused.as_facts()}
    except _FAULTS:
        return {"refused": broken(name).as_facts()}
    return {"sheets": sheets}


if __name__ == "__main__":
    request = json.loads(sys.argv[1])
    limit_this_process(WorkbookLimits(**request["limits"]).of_process)
    print(json.dumps(read(request)))
