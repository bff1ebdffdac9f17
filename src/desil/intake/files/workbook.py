"""An XLSX workbook as a text file: exact numbers, ISO dates, every sheet that fits."""

from __future__ import annotations

import csv
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from desil.dictionary.column import Kind
from desil.errors import DeliveryRejected
from desil.intake.files.heading import Heading, heading_of
from desil.intake.layout.declared import Layout

SEPARATOR = "|"
MOST_UNPACKED_BYTES = 4 << 30
MOST_RATIO = 200
_SMALL_BYTES = 32 << 20
_BLOCK_BYTES = 1 << 20
_HEAD_ROWS = 41
_IDENTIFIERS = (Kind.NIK, Kind.KK)
Cell = object


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet as a text file: what to call it, where it is, and its heading."""

    name: str
    path: Path
    heading: Heading


def _bomb(name: str) -> DeliveryRejected:
    return DeliveryRejected(
        f"Berkas {name} ditolak sebelum dibuka: isinya mengembang jauh melebihi yang wajar.",
        hint="Simpan ulang lembar itu sebagai CSV atau XLSX baru.",
    )


def _count_really(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack without keeping: the declared sizes may lie."""
    total = 0
    for entry in archive.infolist():
        mine = 0
        with archive.open(entry) as packed:
            while block := packed.read(_BLOCK_BYTES):
                mine += len(block)
                total += len(block)
                ratio = mine / max(entry.compress_size, 1)
                if total > MOST_UNPACKED_BYTES or (mine > _SMALL_BYTES and ratio > MOST_RATIO):
                    raise _bomb(name)


def refuse_bomb(path: Path, name: str) -> None:
    """DeliveryRejected when a workbook would unpack to far more than it says or than is sane."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            declared = sum(e.file_size for e in entries)
            packed = max(sum(e.compress_size for e in entries), 1)
            if declared > MOST_UNPACKED_BYTES or (
                declared > _SMALL_BYTES and declared / packed > MOST_RATIO
            ):
                raise _bomb(name)
            if not any(e.filename == "xl/workbook.xml" for e in entries):
                raise DeliveryRejected(
                    f"Berkas {name} adalah ZIP, bukan XLSX.",
                    hint="Buka dulu ZIP itu, lalu serahkan berkas di dalamnya.",
                )
            _count_really(archive, name)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as broken:
        raise _broken(name) from broken
    except Exception as broken:
        if isinstance(broken, DeliveryRejected):
            raise
        raise _broken(name) from broken


def _broken(name: str) -> DeliveryRejected:
    return DeliveryRejected(
        f"Berkas XLSX {name} rusak atau terpotong.", hint="Kirim ulang berkas yang utuh."
    )


def _number_text(number: float) -> str:
    if math.isfinite(number) and number == int(number):
        return str(int(number))
    return repr(number)


def cell_text(cell: Cell, *, is_identifier: bool = False) -> str:
    """A cell as text: whole numbers without a fraction, dates as ISO, one line.

    An identifier that was a number keeps `.0`, so that it is known for a number later.
    """
    if isinstance(cell, str):
        return " ".join(cell.split("\n")).replace("\r", " ") if "\n" in cell else cell
    if isinstance(cell, bool):
        return "Ya" if cell else "Tidak"
    if isinstance(cell, int | float):
        text = _number_text(float(cell)) if isinstance(cell, float) else str(cell)
        return f"{text}.0" if is_identifier and text.isdigit() else text
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def _line(cells: Iterable[str]) -> str:
    """Cells as a line that `heading_of` can take apart again."""
    return SEPARATOR.join(c.replace(SEPARATOR, "/").replace('"', "'") for c in cells)


def _head(sheet: CalamineSheet) -> list[str]:
    rows = sheet.iter_rows()
    head: list[str] = []
    for _, row in zip(range(_HEAD_ROWS), rows, strict=False):
        head.append(_line(cell_text(c) for c in row))
    return head


def _fitting_sheets(
    book: CalamineWorkbook, layout: Layout, name: str, accept_missing: bool
) -> list[tuple[str, Heading]]:
    """Every sheet whose heading fits; the complaint of the nearest one where none does."""
    fitting: list[tuple[str, Heading]] = []
    complaints: list[DeliveryRejected] = []
    for title in book.sheet_names:
        head = _head(book.get_sheet_by_name(title))
        if not any(line.strip(SEPARATOR + " ") for line in head):
            continue
        try:
            fitting.append((title, heading_of(head, layout, name, accept_missing)))
        except DeliveryRejected as refused:
            complaints.append(refused)
    if fitting:
        return fitting
    if not complaints:
        raise DeliveryRejected(
            f"Berkas {name} kosong.", hint="Serahkan lembar yang berisi kepala tabel dan baris."
        )
    raise next((c for c in complaints if "kolom" in c.message), complaints[0])


def _rows(
    sheet: CalamineSheet, heading: Heading, identifiers: frozenset[int]
) -> Iterator[Sequence[str]]:
    width = len(heading.headers)
    for row in sheet.iter_rows():
        cells = [cell_text(c, is_identifier=n in identifiers) for n, c in enumerate(row)]
        cells = (cells + [""] * width)[: max(width, _filled(cells))]
        yield cells if any(cells) else []


def _filled(cells: Sequence[str]) -> int:
    return max((n for n, c in enumerate(cells, 1) if c), default=0)


def _write_sheet(sheet: CalamineSheet, heading: Heading, target: Path) -> None:
    unit = heading.match.unit
    identifiers = frozenset(
        place
        for column, place in heading.match.positions.items()
        if unit.column(column).kind in _IDENTIFIERS
    )
    with target.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\n")
        for row in _rows(sheet, heading, identifiers):
            writer.writerow(row) if row else text.write("\n")


def workbook_as_texts(
    path: Path, scratch: Path, layout: Layout, name: str, accept_missing: bool
) -> list[SheetText]:
    """Write every sheet that fits `layout` to a text of its own beside `scratch`, each row on its
    own line."""
    refuse_bomb(path, name)
    texts = []
    try:
        book = CalamineWorkbook.from_path(str(path))
        fitting = _fitting_sheets(book, layout, name, accept_missing)
        for number, (title, heading) in enumerate(fitting):
            target = scratch.with_name(f"{scratch.name}-sheet-{number}.table")
            _write_sheet(book.get_sheet_by_name(title), heading, target)
            label = name if len(fitting) == 1 else f"{name} [{title}]"
            texts.append(SheetText(label, target, heading))
    except CalamineError as broken:
        raise _broken(name) from broken
    return texts
