"""Writing a listing as XLSX, CSV or PDF, marked with who asked for it, when, why, and a serial.

The same listing and mark give the same bytes. Identifiers are text; no cell is a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

from desil.dictionary.calendar.office_day import office_time
from desil.engine.private_files import make_private_file
from desil.engine.progress import Stage
from desil.exports.listing import Listing
from desil.jobs.cells import cell_text, csv_text
from desil.jobs.states import FileFormat
from desil.paper.typesetting import Template, typeset

_TOLD_EVERY = 1_000
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on every sheet: the title, who asked, when, what for, until when, the serial;
    `home` may have fonts of its own for paper."""

    title: str
    asked_by: str
    asked_at: datetime
    purpose: str
    expires_at: datetime
    serial: str
    home: Path | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The mark in words."""
        return (
            self.title,
            f"Diminta oleh {self.asked_by}, {office_time(self.asked_at):%Y-%m-%d %H:%M}",
            f"Keperluan: {self.purpose}",
            f"Nomor seri {self.serial}; berlaku sampai {office_time(self.expires_at):%Y-%m-%d}. "
            "Jangan diteruskan; hapus sesudah dipakai.",
        )


def _footer(text: str) -> str:
    """A text for a page footer, where & begins a code; at most 255 characters."""
    return text.replace("&", "&&")[:150]


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, at: int, row: Sequence[object]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(at, column, value)
        else:
            sheet.write_string(at, column, cell_text(value))


def write_xlsx(path: Path, listing: Listing, mark: Mark, stage: Stage) -> None:
    """Write a workbook of one sheet."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": mark.asked_at.replace(tzinfo=None), "title": mark.serial})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Daftar")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{_footer(f'{mark.serial}, {mark.asked_by}')}&R&P/&N")
        sheet.set_column(0, len(listing.columns) - 1, 18)
        sheet.repeat_rows(len(mark.lines) + 1)
        for at, line in enumerate(mark.lines):
            sheet.write_string(at, 0, cell_text(line), bold if at == 0 else None)
        first = len(mark.lines) + 1
        for column, name in enumerate(listing.columns):
            sheet.write_string(first, column, name, bold)
        sheet.freeze_panes(first + 1, 0)
        for number, row in enumerate(listing.rows, start=1):
            _write_row(sheet, first + number, row)
            if number % _TOLD_EVERY == 0:
                stage.advance(_TOLD_EVERY)


def write_csv(path: Path, listing: Listing, mark: Mark, stage: Stage) -> None:
    """Write a CSV file; every row ends with the serial, and the mark stands below the last."""
    with make_private_file(path).open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerow([*listing.columns, "nomor_seri"])
        for number, row in enumerate(listing.rows, start=1):
            writer.writerow([*map(csv_text, row), mark.serial])
            if number % _TOLD_EVERY == 0:
                stage.advance(_TOLD_EVERY)
        for line in mark.lines:
            writer.writerow([csv_text(line)])


def _on_paper(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return "" if value is None else str(value)


def write_pdf(path: Path, listing: Listing, mark: Mark, stage: Stage) -> None:
    """Write tagged pages, the serial across each; numbers with points between thousands."""
    places = range(len(listing.columns))
    columns = [[row[place] for row in listing.rows] for place in places]
    values = {
        "title": mark.title,
        "language": "id",
        "lines": mark.lines[1:],
        "columns": listing.columns,
        "rows": [[_on_paper(value) for value in row] for row in listing.rows],
        "widths": [
            min(_WIDEST, max(len(name), *(len(str(value)) for value in column)))
            for name, column in zip(listing.columns, columns, strict=True)
        ],
        "numbers": [n for n in places if all(isinstance(v, int) for v in columns[n])],
        "serial": mark.serial,
        "page_word": "Halaman",
    }
    path.write_bytes(typeset(Template.TABLE, values, at=mark.asked_at, home=mark.home))
    stage.advance(len(listing.rows))


WRITERS = {FileFormat.XLSX: write_xlsx, FileFormat.CSV: write_csv, FileFormat.PDF: write_pdf}
