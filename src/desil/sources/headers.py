"""Which unit of which layout a row of headers belongs to, and what it lacks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from desil.sources.layout import Layout, LayoutColumn, Unit

_LIKENESS = 0.6


@lru_cache(maxsize=8192)  # every layout's own headers, for each row that may be a heading
def header_spelling(header: str) -> str:
    """Letters and digits of a header in lower case: all that two headers are compared on."""
    plain = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]", "", plain.lower())


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A row of headers held against one unit.

    `positions` maps a column's name to its place in the row, from 0. `missing` are columns that
    had to be present, `doubled` pairs of headers that mean one column, `extra` headers unknown,
    `passed_over` further headers of a column that has its usual one.
    """

    layout: Layout
    unit: Unit
    positions: Mapping[str, int]
    missing: tuple[LayoutColumn, ...]
    doubled: tuple[str, ...]
    extra: tuple[str, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers whose cells are not read."""
        return self.extra + self.passed_over

    @property
    def share(self) -> float:
        """The part of the columns that had to be present and are."""
        needed = sum(c.must_be_present for c in self.unit.columns)
        return (needed - len(self.missing)) / needed if needed else 0.0

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Pairs (header in the file, column it may be) among the unknown and the missing."""
        unknown = {header_spelling(e): e for e in self.extra if header_spelling(e)}
        pairs = []
        for column in self.missing:
            for spelling in map(header_spelling, column.headers):
                if near := get_close_matches(spelling, unknown, n=1, cutoff=_LIKENESS):
                    pairs.append((unknown.pop(near[0]), column.header))
                    break
        return tuple(pairs)


def _places(unit: Unit, headers: Sequence[str]) -> dict[str, list[int]]:
    """For each column the places of headers that mean it, the source's own header first."""
    spellings = [header_spelling(h) for h in headers]
    places: dict[str, list[int]] = {}
    taken: set[int] = set()
    for column in unit.columns:
        for spelling in dict.fromkeys(map(header_spelling, column.headers)):
            found = [n for n, s in enumerate(spellings) if s == spelling and n not in taken]
            if found:
                places.setdefault(column.name, []).extend(found)
                taken.update(found)
    return places


def _doubled(unit: Unit, headers: Sequence[str], places: Mapping[str, list[int]]) -> list[str]:
    """Headers that cannot be told apart: one spelling twice, or aliases without the usual one."""
    found = []
    for name, where in places.items():
        spelled = [header_spelling(headers[n]) for n in where]
        usual = spelled.count(header_spelling(unit.column(name).header))
        if usual > 1 or (usual == 0 and len(where) > 1):
            found.append(" dan ".join(headers[n] for n in where))
    return found


def _missing(unit: Unit, present: Iterable[str]) -> tuple[LayoutColumn, ...]:
    there = set(present)
    replaced = {n for r in unit.replacements if r.by in there for n in r.columns}
    return tuple(
        c
        for c in unit.columns
        if c.must_be_present and c.name not in there and c.name not in replaced
    )


def match_unit(layout: Layout, unit: Unit, headers: Sequence[str]) -> HeaderMatch:
    """`headers` held against one unit."""
    places = _places(unit, headers)
    known = {n for where in places.values() for n in where}
    return HeaderMatch(
        layout=layout,
        unit=unit,
        positions={name: where[0] for name, where in places.items()},
        missing=_missing(unit, places),
        doubled=tuple(_doubled(unit, headers, places)),
        extra=tuple(h for n, h in enumerate(headers) if n not in known and h.strip()),
        passed_over=tuple(headers[n] for where in places.values() for n in where[1:]),
    )


def best_match(layouts: Iterable[Layout], headers: Sequence[str]) -> HeaderMatch | None:
    """The unit that fits `headers` best: fewest columns missing, then most columns known."""
    matches = [match_unit(layout, u, headers) for layout in layouts for u in layout.units]
    found = [m for m in matches if m.positions]
    return max(found, key=lambda m: (m.share, len(m.positions)), default=None)


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 ... or (1), (2), (3) ..."""
    plain = [c.strip().strip("()[]").removesuffix(".0").rstrip(".)") for c in cells]
    filled = [(n, c) for n, c in enumerate(plain, 1) if c]
    if len(filled) < max(2, len(cells) // 2):
        return False
    counted = Counter(int(c) - n for n, c in filled if c.isascii() and c.isdigit())
    return bool(counted) and counted.most_common(1)[0][1] >= 0.9 * len(filled)
