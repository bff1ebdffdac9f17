"""The page's figures as a CSV file that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import io

from desil.dictionary.standing import STANDINGS
from desil.office.area_page import AreaPage, Unit

_HEADINGS = (
    "tanggal_rilis",
    "tingkat",
    "kode_bps",
    "nama",
    "satuan",
    *(f"desil_{s}" if s != "unranked" else "belum_diperingkat" for s in STANDINGS),
    "jumlah",
)


def harmless(name: str) -> str:
    """A text as a spreadsheet shows it; one that it would run as a formula with an apostrophe."""
    return f"'{name}" if name[:1] in tuple("=+-@\t\r") else name


def csv_text(page: AreaPage) -> str:
    """The area and its parts, one row for families and one for people each, comma-separated.

    Names are the hand-over file's own; one that a spreadsheet would run as a formula gets an
    apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for area in (page.area, *page.parts):
        for unit in Unit:
            counts = unit.of(area)
            writer.writerow(
                [
                    area.release_date,
                    area.level.value,
                    area.code,
                    harmless(area.name),
                    unit.value,
                    *counts.by_decile,
                    counts.unranked,
                    counts.total,
                ]
            )
    return out.getvalue()


def csv_name(page: AreaPage) -> str:
    """The file's name."""
    return f"desil-{page.area.code}-{page.area.release_date}.csv"
