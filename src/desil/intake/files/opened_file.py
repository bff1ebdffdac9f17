"""A file that is open for reading as raw text columns, and where each of its rows stood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desil.engine.database import Connection
from desil.errors import DeliveryRejected
from desil.intake.files.container import Container, container_of, unpack_gzip
from desil.intake.files.heading import Heading, head_lines, heading_of
from desil.intake.files.lines import BrokenLine, whole_lines
from desil.intake.files.parquet import parquet_as_text
from desil.intake.files.text import plain_text
from desil.intake.files.workbook import UnusedSheet, workbook_as_texts
from desil.intake.spreadsheets.reader import SheetText
from desil.sources.layout import Layout

_MOST_BROKEN = 0.8


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A text file with one record to the line from line `skip + 1` on.

    `rows` is how many there should be. `gaps` are lines of the file handed in that begin no row.
    """

    name: str
    path: Path
    heading: Heading
    skip: int
    rows: int
    gaps: tuple[int, ...] = ()
    broken: tuple[BrokenLine, ...] = ()
    is_certain: bool = False
    has_odd_letters: bool = False
    sheet: SheetText | None = None

    @property
    def width(self) -> int:
        """Cells in a row."""
        return len(self.heading.headers)

    def line_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The line (from 1) of the file handed in at which each row (from 0) begins."""
        gaps = np.asarray(self.gaps, dtype=np.int64)
        places = rows + self.heading.first_line
        before = gaps - np.arange(len(gaps)) if len(gaps) else gaps
        return np.asarray(places + np.searchsorted(before, places, side="right"), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Table:
    """A text that holds one table; with its heading where finding that was part of it."""

    name: str
    path: Path
    scratch: Path
    heading: Heading | None = None
    sheet: SheetText | None = None


@dataclass(frozen=True, slots=True)
class OpenedTables:
    """The tables of one file that are read, and the sheets that are not."""

    tables: tuple[OpenedFile, ...]
    unused: tuple[UnusedSheet, ...] = ()


def _tables(
    database: Connection,
    path: Path,
    scratch: Path,
    layout: Layout,
    name: str,
    accept_missing: bool,
    takes_hidden: bool,
) -> tuple[list[_Table], tuple[UnusedSheet, ...]]:
    """The file as text: one table, or one per sheet of a workbook; and sheets that do not fit."""
    container = container_of(path, name)
    if container is Container.GZIP:
        path = unpack_gzip(path, scratch.with_suffix(".unpacked"), name)
        container = container_of(path, name)
    if container is Container.WORKBOOK:
        book = workbook_as_texts(
            path, scratch, layout, name, accept_missing, takes_hidden=takes_hidden
        )
        several = len(book.fitting) > 1
        tables = [
            _Table(
                f"{name} [{s.name}]" if several else name,
                s.text.path,
                s.text.path.with_suffix(""),
                s.heading,
                s.text,
            )
            for s in book.fitting
        ]
        return tables, book.unused
    if container is Container.PARQUET:
        target = scratch.with_suffix(".table")
        heading = parquet_as_text(database, path, target, layout, name, accept_missing)
        return [_Table(name, target, scratch, heading)], ()
    return [_Table(name, path, scratch)], ()


def _open_text(table: _Table, layout: Layout, accept_missing: bool) -> OpenedFile:
    text = plain_text(table.path, table.scratch, table.name)
    heading = table.heading
    if heading is None:
        heading = heading_of(head_lines(text.path), layout, table.name, accept_missing)
    skip = heading.first_line - 1
    opened = OpenedFile(
        table.name,
        text.path,
        heading,
        skip,
        max(text.lines - skip, 0),
        has_odd_letters=text.has_odd_letters,
        sheet=table.sheet,
    )
    if opened.rows == 0:
        raise DeliveryRejected(
            "Berkas {name} hanya berisi kepala tabel, tanpa satu baris pun.",
            hint="Serahkan berkas yang berisi datanya.",
            name=table.name,
        )
    return read_carefully(opened, table.scratch) if text.has_nul else opened


def open_files(
    database: Connection,
    path: Path,
    scratch: Path,
    layout: Layout,
    *,
    accept_missing: bool,
    takes_hidden: bool = False,
) -> OpenedTables:
    """A file that was handed in, of whatever kind, open for reading: once, or once per sheet.

    With `takes_hidden` what a workbook hides is read too. `scratch` is a path without suffix for
    copies. DeliveryRejected when it cannot be read at all.
    """
    linked = scratch.with_suffix(".given")
    linked.symlink_to(path.resolve())
    tables, unused = _tables(
        database, linked, scratch, layout, path.name, accept_missing, takes_hidden
    )
    return OpenedTables(tuple(_open_text(t, layout, accept_missing) for t in tables), unused)


def read_carefully(opened: OpenedFile, scratch: Path) -> OpenedFile:
    """The file with its broken lines taken out and listed; used where a fast reading failed."""
    whole = whole_lines(
        opened.path,
        scratch.with_suffix(".whole"),
        separator=opened.heading.separator,
        width=opened.width,
        first_line=opened.heading.first_line,
    )
    read = whole.rows + len(whole.broken)
    if len(whole.broken) > _MOST_BROKEN * read:
        raise DeliveryRejected(
            "Berkas {name}: {broken} dari {read} baris tidak punya "
            "{width} kolom seperti kepala tabelnya.",
            hint="Pemisah pada kepala tabel adalah {separator!r}; "
            "pakai pemisah yang sama di semua baris.",
            name=opened.name,
            broken=len(whole.broken),
            read=read,
            width=opened.width,
            separator=opened.heading.separator,
        )
    return replace(
        opened,
        path=whole.path,
        skip=0,
        rows=whole.rows,
        gaps=whole.gaps,
        broken=whole.broken,
        is_certain=True,
    )
