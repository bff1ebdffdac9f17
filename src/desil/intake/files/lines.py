"""The slow, careful reading of a file whose lines are not all whole.

A line that is no record is taken out and kept as it is; every other record comes out on one line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_BLOCK_BYTES = 1 << 22
_MOST_LINES_IN_A_CELL = 50


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is no record: its number (from 1), the rule that it breaks, its text."""

    line: int
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class WholeLines:
    """A copy that holds whole records only, what was left out, and lines that begin no record."""

    path: Path
    rows: int
    broken: tuple[BrokenLine, ...]
    gaps: tuple[int, ...]


def _parsed(text: str, separator: str) -> list[str] | None:
    """The cells of a record that is written as the format says, or None."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (csv.Error, StopIteration):
        return None


def _cells(text: str, separator: str, width: int, *, has_end: bool) -> list[str] | None:
    """The cells of a whole record of `width` cells. With `has_end` every record has one empty cell
    more at its end."""
    cells = _parsed(text, separator)
    if cells is None:
        if text.count('"') % 2:
            return None
        cells = text.split(separator)
    if has_end and len(cells) == width + 1 and not cells[-1]:
        cells.pop()
    return cells if len(cells) == width else None


def _is_whole(raw: bytes, separator: bytes, width: int) -> bool:
    """Whether a line is, at a glance, one record: no quotes but empty or all-embracing ones."""
    if b"\0" in raw:
        return False
    if b'"' not in raw or b'"' not in raw.replace(b'""', b""):
        return raw.count(separator) == width - 1
    return (
        raw.startswith(b'"')
        and raw.endswith(b'"')
        and raw.count(b'"' + separator + b'"') == width - 1
        and raw.count(b'"') == 2 * width
    )


def _rule_of(text: str) -> str:
    return "baris_kutip_tak_seimbang" if text.count('"') % 2 else "baris_salah_jumlah_kolom"


def _numbered(path: Path, first_line: int) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as source:
        for number, line in enumerate(source, 1):
            if number >= first_line:
                yield number, line.rstrip(b"\r\n")


class _Mending:
    """Reads line by line; `look` holds lines of a quoted cell that runs on."""

    def __init__(
        self, source: Path, target: Path, separator: str, width: int, *, has_end: bool
    ) -> None:
        self.source, self.target, self.has_end = source, target, has_end
        self.separator, self.width = separator, width
        self.broken: list[BrokenLine] = []
        self.gaps: list[int] = []
        self.rows = 0
        self._ahead: list[tuple[int, bytes]] = []

    def _record(self, text: str) -> str | None:
        cells = _cells(text, self.separator, self.width, has_end=self.has_end)
        if cells is None:
            return None
        row = io.StringIO()
        tidy = [" ".join(c.splitlines()) if "\n" in c or "\r" in c else c for c in cells]
        csv.writer(row, delimiter=self.separator, lineterminator="\n").writerow(tidy)
        return row.getvalue()

    def _run_on(self, text: str, lines: Iterator[tuple[int, bytes]]) -> str | None:
        """The record that a line with an open quote begins, or None; lines read are kept ahead."""
        parts = [text]
        read: list[tuple[int, bytes]] = []
        while len(read) < _MOST_LINES_IN_A_CELL and (following := self._next(lines)):
            read.append(following)
            parts.append(following[1].decode("utf-8", "replace"))
            if parts[-1].count('"') % 2:
                record = None if b"\0" in following[1] else self._record("\n".join(parts))
                if record is not None:
                    self.gaps.extend(number for number, _ in read)
                    return record
                break
        self._ahead = read + self._ahead
        return None

    def _next(self, lines: Iterator[tuple[int, bytes]]) -> tuple[int, bytes] | None:
        return self._ahead.pop(0) if self._ahead else next(lines, None)

    def _leave_out(self, number: int, rule: str, text: str) -> None:
        self.broken.append(BrokenLine(number, rule, text))
        self.gaps.append(number)

    def run(self, first_line: int) -> WholeLines:
        separator = self.separator.encode()
        lines = _numbered(self.source, first_line)
        with self.target.open("wb") as target:
            while (line := self._next(lines)) is not None:
                number, raw = line
                if _is_whole(raw, separator, self.width):
                    target.write(raw + b"\n")
                    self.rows += 1
                elif not raw.strip(b" \t\x1a" + (separator if separator != b"\t" else b"")):
                    self.gaps.append(number)
                else:
                    self._careful(number, raw, lines, target)
        return WholeLines(self.target, self.rows, tuple(self.broken), tuple(sorted(self.gaps)))

    def _careful(
        self,
        number: int,
        raw: bytes,
        lines: Iterator[tuple[int, bytes]],
        target: io.BufferedWriter,
    ) -> None:
        text = raw.decode("utf-8", "replace")
        if "\0" in text:
            self._leave_out(number, "baris_memuat_nul", text.replace("\0", "\u2400"))
            return
        parsed = _parsed(text, self.separator)
        if parsed is not None and len(parsed) == self.width:
            target.write(raw + b"\n")
            self.rows += 1
            return
        record = self._record(text)
        if record is None and text.count('"') % 2:
            record = self._run_on(text, lines)
        if record is None:
            self._leave_out(number, _rule_of(text), text)
            return
        target.write(record.encode("utf-8"))
        self.rows += 1


def whole_lines(
    source: Path, target: Path, *, separator: str, width: int, first_line: int
) -> WholeLines:
    """A copy of `source` in `target` from `first_line` on, with whole records of `width` cells.

    A line with one empty cell too many has a stray separator somewhere, which moved its cells: it
    is broken, unless no line of the file is whole without allowing for that cell.
    """
    strict = _Mending(source, target, separator, width, has_end=False).run(first_line)
    if strict.rows or not strict.broken:
        return strict
    return _Mending(source, target, separator, width, has_end=True).run(first_line)


def has_stray_separators(path: Path, *, separator: str, skip: int, expected: int) -> bool:
    """Whether the lines of a file after the first `skip` have other than `expected` separators in
    all. Where cells are quoted they may."""
    wanted = separator.encode()[0]
    with path.open("rb") as source:
        for _ in range(skip):
            source.readline()
        counted = 0
        while block := source.read(_BLOCK_BYTES):
            counted += int(np.count_nonzero(np.frombuffer(block, np.uint8) == wanted))
    return counted != expected
