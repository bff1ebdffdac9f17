"""Where the table of a text file begins: its separator, its headers, its first row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desil.errors import DeliveryRejected, catalogued
from desil.sources.catalogue import catalogue
from desil.sources.headers import HeaderMatch, best_match, header_spelling, is_numbering
from desil.sources.layout import Layout

SEPARATORS = ("|", ";", ",", "\t")
_HEAD_CHARACTERS = 1 << 18
_LINES_LOOKED_AT = 40
_ENOUGH = 0.5
_MOST_COLUMNS = 1000  # the widest layout has 66


@dataclass(frozen=True, slots=True)
class Heading:
    """The separator, the headers as written, the line (from 1) of the first row, and the unit."""

    separator: str
    headers: tuple[str, ...]
    first_line: int
    match: HeaderMatch


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of one line, quotes taken off; the bare parts where the quotes are broken."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return line.split(separator)


def head_lines(path: Path) -> list[str]:
    """The first lines of a UTF-8 file, without their ends and without a byte order mark."""
    with path.open("r", encoding="utf-8", errors="replace", newline="\n") as source:
        head = source.read(_HEAD_CHARACTERS)
    return [line.rstrip("\r") for line in head.removeprefix("\ufeff").split("\n")]


def _spellings(layout: Layout) -> frozenset[str]:
    return frozenset(header_spelling(h) for u in layout.units for c in u.columns for h in c.headers)


def _known_cells(cells: Iterable[str], wanted: Sequence[frozenset[str]]) -> int:
    spelled = {header_spelling(c) for c in cells}
    return max(len(spelled & spellings) for spellings in wanted)


def _likeliest(lines: Sequence[str], wanted: Sequence[Layout]) -> tuple[str, int] | None:
    """Separator and line (from 0) with most known headers; None where no line has two."""
    headers = [_spellings(layout) for layout in wanted]
    found = [
        (known, -number, separator)
        for number, line in enumerate(lines[:_LINES_LOOKED_AT])
        if line.strip()
        for separator in SEPARATORS
        if separator in line and (known := _known_cells(cells_of(line, separator), headers)) > 1
    ]
    if not found:
        return None
    _, negative, separator = max(found, key=lambda f: (f[0], f[1]))
    return separator, -negative


def _without_numbering(lines: Sequence[str], header: int, separator: str) -> int:
    """The line (from 0) after the headers, and after a row that numbers the columns."""
    following = header + 1
    while following < len(lines) and not lines[following].strip():
        following += 1
    if following < len(lines) and is_numbering(cells_of(lines[following], separator)):
        return following + 1
    return header + 1


def _merged(rows: Sequence[Sequence[str]]) -> list[str]:
    """Headers over several rows, as merged cells leave them: the lowest cell that is filled."""
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    return [
        next((cell for cell in reversed(column) if cell.strip()), "")
        for column in zip(*padded, strict=True)
    ]


def _headers_at(
    lines: Sequence[str], at: int, separator: str, layout: Layout
) -> tuple[list[str], int]:
    """The headers at a line (from 0), and the last line that they take: two or three lines where
    more columns are known so."""
    alone = cells_of(lines[at], separator)
    best, found = best_match((layout,), alone), (alone, at)
    if len(alone) > _MOST_COLUMNS or best is None:
        return found
    for first, last in ((at, at + 1), (at - 1, at), (at, at + 2), (at - 1, at + 1), (at - 2, at)):
        if first < 0 or last >= len(lines):
            continue
        rows = [cells_of(line, separator) for line in lines[first : last + 1]]
        if max(map(len, rows)) > _MOST_COLUMNS or any(is_numbering(row) for row in rows):
            continue
        headers = _merged(rows)
        match = best_match((layout,), headers)
        if match and len(match.positions) > len(best.positions) and not match.doubled:
            best, found = match, (headers, last)
    return found


def _list_of(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown}, dan {len(names) - most} lagi"


def complaint(match: HeaderMatch, missing: Sequence[str]) -> str:
    """What a file lacks beside the unit that it came nearest to, in Indonesian."""
    parts = [f"paling mirip: {match.layout.source}/{match.unit.label}"]
    if missing:
        parts.append(f"kolom yang tidak ada: {_list_of(missing)}")
    if match.doubled:
        parts.append(f"kolom ganda: {_list_of(match.doubled)}")
    if match.renamed:
        pairs = [f"{file} -> {column}" for file, column in match.renamed]
        parts.append(f"mungkin namanya berubah: {_list_of(pairs)}")
    return "; ".join(parts)


def _nearest_elsewhere(lines: Sequence[str]) -> HeaderMatch | None:
    every = tuple(source.layout for source in catalogue().sources.values())
    if (place := _likeliest(lines, every)) is None:
        return None
    return best_match(every, cells_of(lines[place[1]], place[0]))


def _no_header(lines: Sequence[str], layout: Layout, name: str) -> DeliveryRejected:
    nearest = _nearest_elsewhere(lines)
    columns = [c.header for u in layout.units for c in u.columns if c.name in u.key]
    told = f" ({complaint(nearest, [c.header for c in nearest.missing])})" if nearest else ""
    return DeliveryRejected(
        "Berkas {name} tidak punya kepala tabel {label} yang dikenal{nearest}.",
        hint="Baris kepala harus memuat antara lain: {columns}; pemisah kolom: | ; , atau tab.",
        name=name,
        label=layout.label,
        nearest=told,
        columns=_list_of(columns),
    )


def _hold(match: HeaderMatch, layout: Layout, name: str, accept_missing: bool) -> None:
    needed = match.unit.key if accept_missing else tuple(c.name for c in match.missing)
    missing = [c.header for c in match.missing if c.name in needed]
    if not missing and not match.doubled:
        return
    optional = missing and not {c.name for c in match.missing} & set(match.unit.key)
    hint = [catalogued("Perbaiki kepala tabelnya lalu serahkan lagi.")]
    if optional and not match.doubled:
        hint.append(
            catalogued(
                "Bila kolom itu memang tidak ada: --accept-missing (isinya tidak diketahui)."
            )
        )
    raise DeliveryRejected(
        "Berkas {name} ditolak; {complaint}.",
        hint=hint,
        name=name,
        complaint=complaint(match, missing),
    )


def heading_of(lines: Sequence[str], layout: Layout, name: str, accept_missing: bool) -> Heading:
    """The heading of a file of `layout`; DeliveryRejected where none fits, saying what is near."""
    place = _likeliest(lines, (layout,))
    if place is None:
        raise _no_header(lines, layout, name)
    separator, at = place
    headers, at = _headers_at(lines, at, separator, layout)
    if len(headers) > _MOST_COLUMNS:
        raise DeliveryRejected(
            "Berkas {name} punya {headers} kolom.",
            hint="Paling banyak {most_columns}; hapus kolom kosong di sebelah kanan.",
            name=name,
            headers=len(headers),
            most_columns=_MOST_COLUMNS,
        )
    match = best_match((layout,), headers)
    if match is None:
        raise _no_header(lines, layout, name)
    if match.share < _ENOUGH and not accept_missing:
        nearest = _nearest_elsewhere(lines)
        if nearest and nearest.layout.source != layout.source and nearest.share > match.share:
            raise _no_header(lines, layout, name)
    _hold(match, layout, name, accept_missing)
    return Heading(separator, tuple(headers), _without_numbering(lines, at, separator) + 1, match)
