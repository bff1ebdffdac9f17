"""Families and people by area and official decile, as the register counts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desil.database.cursor import Cursor
from desil.errors import NotFound
from desil.register.names import AREA_COLUMNS, AreaLevel
from desil.register.statements import statement


@dataclass(frozen=True, slots=True)
class Counts:
    """How many, by official national decile: `by_decile` has ten entries, desil 1 first.

    Unranked is a state of its own and in no decile.
    """

    by_decile: tuple[int, ...]
    unranked: int

    @property
    def ranked(self) -> int:
        """All that have a decile."""
        return sum(self.by_decile)

    @property
    def total(self) -> int:
        """All, unranked included."""
        return self.ranked + self.unranked

    def between(self, first: int, last: int) -> int:
        """Those of desil `first` to `last`, both included."""
        return sum(self.by_decile[first - 1 : last])


@dataclass(frozen=True, slots=True)
class AreaCount:
    """One area at one release; `code` is BPS's, `parent_code` that of the area above it."""

    release_date: date
    level: AreaLevel
    code: str
    name: str
    parent_code: str
    families: Counts
    people: Counts


@dataclass(frozen=True, slots=True)
class ReleaseSize:
    """A release in the register: its date and how many it has."""

    release_date: date
    families: int
    persons: int


@dataclass(frozen=True, slots=True)
class CurrentPublication:
    """What the register shows now. `releases`: newest first."""

    id: int
    run_id: str
    since: datetime
    by: str
    releases: tuple[ReleaseSize, ...]

    def release(self, release_date: date | None) -> ReleaseSize:
        """The release of a date, the newest for None; NotFound when the register has it not."""
        for size in self.releases:
            if release_date in (None, size.release_date):
                return size
        known = ", ".join(str(r.release_date) for r in self.releases)
        raise NotFound(
            "Tidak ada rilis tanggal {release_date} di register.",
            hint="Yang ada: {known}.",
            release_date=release_date,
            known=known,
        )


def current_publication(cursor: Cursor) -> CurrentPublication | None:
    """The current publication, or None before the first one.

    A reader asks once per request and reads everything by this id, so that a publication in
    between cannot mix with what it has read.
    """
    cursor.execute(statement("current_publication"))
    rows = cursor.fetchall()
    if not rows:
        return None
    publication_id, run_id, since, by = rows[0][:4]
    return CurrentPublication(
        publication_id, run_id, since, by, tuple(ReleaseSize(*row[4:]) for row in rows)
    )


def required_publication(cursor: Cursor) -> CurrentPublication:
    """The current publication; NotFound, with what to do, before the first one."""
    publication = current_publication(cursor)
    if publication is None:
        raise NotFound(
            "Register masih kosong: belum ada yang diterbitkan.",
            hint="Jalankan `desil run`, lalu `desil publish`.",
        )
    return publication


def area_counts(
    cursor: Cursor,
    publication_id: int,
    release_date: date,
    level: AreaLevel,
    *,
    code: str | None = None,
    parent_code: str | None = None,
) -> tuple[AreaCount, ...]:
    """The recap of a release at one level, in the order of the area codes; all areas, or the one
    of `code`, or those within `parent_code`. Read from `area_recap`, which was counted from the
    publication's rows when it was loaded."""
    cursor.execute(
        statement("area_counts"),
        {
            "publication_id": publication_id,
            "release_date": release_date,
            "level": level.value,
            "area_code": code,
            "parent_code": parent_code,
        },
    )
    return tuple(
        _area_count(tuple(area), Counts(tuple(families), unranked), Counts(tuple(people), alone))
        for *area, families, unranked, people, alone in cursor.fetchall()
    )


def _area_count(area: tuple[Any, ...], families: Counts, people: Counts) -> AreaCount:
    release_date, level, code, name, parent_code = area
    return AreaCount(release_date, AreaLevel(level), code, name, parent_code, families, people)


def recounted(cursor: Cursor, publication_id: int, release_date: date) -> tuple[AreaCount, ...]:
    """The recap of a release at every level, counted afresh from the families and memberships of
    a publication (seconds at full size). For checks: the same as `area_counts`, slowly.

    Changes the search path of the transaction under way.
    """
    cursor.execute(f"set local search_path to publication_{int(publication_id)}, public")
    cursor.execute(statement("recap"), {"release_date": release_date})
    return tuple(_recounted(cursor.fetchall()))


def _recounted(rows: list[tuple[Any, ...]]) -> Iterator[AreaCount]:
    first = len(AREA_COLUMNS)
    for row in rows:
        figures = tuple(int(value) for value in row[first:])
        families, people = figures[:11], figures[11:]
        yield _area_count(
            row[:first], Counts(families[:10], families[10]), Counts(people[:10], people[10])
        )
