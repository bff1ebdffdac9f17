"""What the page of one area shows: its totals, its deciles, its parts, and its releases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desil.database.cursor import Cursor
from desil.errors import NotFound
from desil.register.names import AreaLevel
from desil.register.recap import (
    AreaCount,
    Counts,
    CurrentPublication,
    area_counts,
)

_LEVEL_BY_DIGITS = {4: AreaLevel.CITY, 7: AreaLevel.DISTRICT, 10: AreaLevel.VILLAGE}


class Unit(StrEnum):
    """What is counted."""

    FAMILIES = "keluarga"
    PEOPLE = "jiwa"

    def of(self, area: AreaCount) -> Counts:
        """An area's counts in this unit."""
        return area.families if self is Unit.FAMILIES else area.people


class Order(StrEnum):
    """In which order the parts of an area are listed."""

    CODE = "kode"
    NAME = "nama"
    FIRST_FOUR = "desil-1-4"  # the largest share first


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks for; None: the newest release, the city, the next level down."""

    code: str | None = None
    release_date: date | None = None
    unit: Unit = Unit.FAMILIES
    order: Order = Order.CODE
    detail: AreaLevel | None = None


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area at one release. `above`: the areas that it lies in, from the city down. `parts`:
    the areas within it. `history`: the same area at every release, newest first."""

    question: Question
    publication: CurrentPublication
    area: AreaCount
    above: tuple[AreaCount, ...]
    parts: tuple[AreaCount, ...]
    history: tuple[AreaCount, ...]

    @property
    def part_level(self) -> AreaLevel | None:
        """The level of the parts; None when there is none below."""
        return self.question.detail or self.area.level.below


def level_of(code: str) -> AreaLevel:
    """The level that a BPS code belongs to, by its digits; NotFound for any other length."""
    level = _LEVEL_BY_DIGITS.get(len(code)) if code.isdecimal() and code.isascii() else None
    if level is None:
        raise NotFound(
            "{code} bukan kode wilayah BPS.", hint="Kodenya 4, 7, atau 10 angka.", code=code
        )
    return level


def _one(cursor: Cursor, publication_id: int, release_date: date, code: str) -> AreaCount:
    found = area_counts(cursor, publication_id, release_date, level_of(code), code=code)
    if not found:
        raise NotFound(
            "Tidak ada wilayah {code} pada rilis {release_date}.",
            code=code,
            release_date=release_date,
        )
    return found[0]


def _city(cursor: Cursor, publication_id: int, release_date: date) -> AreaCount:
    """The city of the register: the first one, where a register holds several."""
    found = area_counts(cursor, publication_id, release_date, AreaLevel.CITY)
    if not found:
        raise NotFound(
            "Rilis {release_date} tidak memuat satu pun keluarga.", release_date=release_date
        )
    return found[0]


_ORDERS: dict[Order, Callable[[AreaCount], tuple[float, str]]] = {
    Order.CODE: lambda area: (0, area.code),
    Order.NAME: lambda area: (0, area.name),
    Order.FIRST_FOUR: lambda area: (
        -area.families.between(1, 4) / max(area.families.total, 1),
        area.code,
    ),
}


def _parts(
    cursor: Cursor, publication_id: int, question: Question, area: AreaCount
) -> list[AreaCount]:
    level = question.detail or area.level.below
    if level is None:
        return []
    direct = area.code if level is area.level.below else None
    found = area_counts(cursor, publication_id, area.release_date, level, parent_code=direct)
    within = (part for part in found if part.code.startswith(area.code) or direct)
    return sorted(within, key=_ORDERS[question.order])


def area_page(cursor: Cursor, publication: CurrentPublication, question: Question) -> AreaPage:
    """Everything that the page of one area shows, of one publication.

    Raises NotFound for an area or a release that the publication has not.
    """
    release_date = publication.release(question.release_date).release_date
    area = (
        _one(cursor, publication.id, release_date, question.code)
        if question.code
        else _city(cursor, publication.id, release_date)
    )
    codes = [area.code[:digits] for digits in _LEVEL_BY_DIGITS if digits < len(area.code)]
    history = (
        area_counts(cursor, publication.id, r.release_date, area.level, code=area.code)
        for r in publication.releases
    )
    return AreaPage(
        question,
        publication,
        area,
        tuple(_one(cursor, publication.id, release_date, code) for code in codes),
        tuple(_parts(cursor, publication.id, question, area)),
        tuple(found[0] for found in history if found),
    )
