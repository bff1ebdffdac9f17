"""The CSV files of the folder (RFC 4180, UTF-8), in a fixed order of rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from desil.dictionary.areas import CITY_BPS, CITY_KEMENDAGRI, city_villages
from desil.dictionary.standing import STANDINGS
from desil.open_data.counts import ALL, Area
from desil.open_data.folder.columns import (
    AREAS,
    DECILE_COUNTS,
    PROGRAMME_COUNTS,
    PROGRAMMES,
    FileTable,
)
from desil.open_data.published import Figures, Published

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | None


def _safe(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front; the code of
    families without a kelurahan is a lone hyphen and stays."""
    runs = isinstance(cell, str) and len(cell) > 1 and cell.startswith(_FORMULA)
    return f"'{cell}" if runs else cell


def _written(table: FileTable, rows: Iterable[tuple[Cell, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _kemendagri() -> dict[str, str]:
    codes = {CITY_BPS: CITY_KEMENDAGRI}
    for village in city_villages():
        codes[village.bps_district] = village.kemendagri_district
        codes[village.bps] = village.kemendagri
    return codes


def _counts(areas: Iterable[Area], figures: Figures) -> Iterator[tuple[Cell, ...]]:
    for area in areas:
        for decile in (*STANDINGS, ALL):
            told = figures[area.level, area.code, decile]
            yield (
                area.level, area.code, area.name, decile, told.exact_families,
                told.families.least, told.families.most, told.people, told.people_least,
            )  # fmt: skip


def csv_tables(published: Published) -> dict[str, bytes]:
    """Every table of the folder, by the name of its file."""
    codes = _kemendagri()
    areas = [
        (a.level, a.code, a.name, a.parent or None, codes.get(a.code)) for a in published.areas
    ]
    programmes = [
        (p.code, p.name.id, p.name.en, p.unit, p.on_date.isoformat(), p.period or None,
         p.reference or None)
        for p in published.programmes
    ]  # fmt: skip
    by_programme = [
        (programme.code, status.value, *row)
        for programme in published.programmes
        for status, figures in programme.figures.items()
        for row in _counts(published.areas, figures)
    ]
    return {
        AREAS.file_name: _written(AREAS, areas),
        PROGRAMMES.file_name: _written(PROGRAMMES, programmes),
        DECILE_COUNTS.file_name: _written(
            DECILE_COUNTS, _counts(published.areas, published.deciles)
        ),
        PROGRAMME_COUNTS.file_name: _written(PROGRAMME_COUNTS, by_programme),
    }
