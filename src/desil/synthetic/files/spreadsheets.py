"""Small lists as XLSX, with a note that they are made up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

MADE_UP = {
    "title": "SINTETIS / SYNTHETIC",
    "comments": "Made up by desil. No row describes a real person.",
    "created": datetime(2025, 9, 17, tzinfo=UTC).replace(tzinfo=None),
}


def write_xlsx(frame: pl.DataFrame, file: Path) -> Path:
    """`frame` as the only sheet of a workbook, everything as text; the file's path."""
    options = {"constant_memory": True, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(file), options) as book:
        book.set_properties(MADE_UP)
        sheet = book.add_worksheet("data")
        sheet.write_row(0, 0, frame.columns)
        for number, row in enumerate(frame.iter_rows(), start=1):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value)
    return file
