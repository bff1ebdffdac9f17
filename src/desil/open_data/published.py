"""The figures that anybody may have: hidden where small, and added up from what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desil.dictionary.label import Label
from desil.dictionary.standing import STANDINGS
from desil.open_data.counts import (
    ALL,
    NOBODY,
    Area,
    Cells,
    Count,
    ProgrammeCounts,
    ReleaseCounts,
    Status,
)
from desil.open_data.hiding import NONE, Range, published_parts, published_total
from desil.open_data.policy import Policy


@dataclass(frozen=True, slots=True)
class Figure:
    """Families as a range, and how many people at least; `has_all_people` where that is all."""

    families: Range
    people_least: int
    has_all_people: bool

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.families + other.families,
            self.people_least + other.people_least,
            self.has_all_people and other.has_all_people,
        )

    @property
    def people(self) -> int | None:
        """All people; None where some are hidden."""
        return self.people_least if self.has_all_people else None

    @property
    def exact_families(self) -> int | None:
        """All families; None where some are hidden."""
        return self.families.least if self.families.is_exact else None


EMPTY = Figure(NONE, 0, True)
Figures = Mapping[tuple[str, str, str], Figure]
"""By level and code of an area, and one of STANDINGS or ALL."""


@dataclass(frozen=True, slots=True)
class PublishedProgramme:
    """A programme and its figures by status: of the eligible, and where a list is in force of the
    listed and the waiting."""

    code: str
    name: Label
    unit: str
    reference: str
    on_date: date
    period: str
    figures: Mapping[Status, Figures]


@dataclass(frozen=True, slots=True)
class Published:
    """One release as anybody may have it."""

    release_date: date
    run_id: str
    policy: Policy
    areas: tuple[Area, ...]
    deciles: Figures
    programmes: tuple[PublishedProgramme, ...]

    def areas_of(self, level: str, parent: str | None = None) -> list[Area]:
        """The areas of one level, or those of them within one area, by their codes."""
        return [a for a in self.areas if a.level == level and parent in (None, a.parent)]


def _figure(told: Range, count: Count, policy: Policy) -> Figure:
    """People are told with their families, and never when they are few themselves."""
    if told.is_exact and not policy.is_small(count.people):
        return Figure(told, count.people, True)
    return Figure(told, 0, False)


def _added_up(
    areas: Iterable[Area], cells: Mapping[tuple[str, str], Figure]
) -> dict[tuple[str, str, str], Figure]:
    """Every area and desil, and the desil together, from what is told of each kelurahan: a total
    over something hidden is a range, never the number itself."""
    known = {(a.level, a.code): a for a in areas}
    totals: dict[tuple[str, str, str], Figure] = {
        (level, code, decile): EMPTY for level, code in known for decile in (*STANDINGS, ALL)
    }
    for (level, code), area in known.items():
        if level != "kelurahan":
            continue
        district = known["kecamatan", area.parent]
        above = ((level, code), ("kecamatan", district.code), ("kota", district.parent))
        for decile in STANDINGS:
            figure = cells.get((code, decile), EMPTY)
            for place in above:
                totals[(*place, decile)] += figure
                totals[(*place, ALL)] += figure
    return totals


def _programme(counts: ReleaseCounts, told: ProgrammeCounts, policy: Policy) -> PublishedProgramme:
    statuses = tuple(told.parts)
    cells: dict[Status, dict[tuple[str, str], Figure]] = {Status.ELIGIBLE: {}}
    cells |= {status: {} for status in statuses}
    for key, families in counts.cells.items():
        parts = [told.parts[s].get(key, NOBODY) for s in statuses]
        shown = published_parts(families.families, [p.families for p in parts], policy)
        for status, part, count in zip(statuses, shown.parts, parts, strict=True):
            cells[status][key] = _figure(part, count, policy)
        together = Count(sum(p.families for p in parts), sum(p.people for p in parts))
        cells[Status.ELIGIBLE][key] = _figure(shown.eligible, together, policy)
    return PublishedProgramme(
        told.code, told.name, told.unit, told.reference, told.on_date, told.period,
        {status: _added_up(counts.areas, found) for status, found in cells.items()},
    )  # fmt: skip


def published_of(counts: ReleaseCounts, policy: Policy) -> Published:
    """The figures of a release with its small counts hidden; the one place where that is done, for
    files, the command and the page alike. ValueError where a programme counts a family of a
    kelurahan and desil that the release has not."""
    for programme in counts.programmes:
        _require_known(programme.parts.values(), counts.cells)
    cells = {
        key: _figure(published_total(count.families, policy), count, policy)
        for key, count in counts.cells.items()
    }
    return Published(
        counts.release_date,
        counts.run_id,
        policy,
        counts.areas,
        _added_up(counts.areas, cells),
        tuple(_programme(counts, told, policy) for told in counts.programmes),
    )


def _require_known(parts: Iterable[Cells], known: Cells) -> None:
    for cells in parts:
        unknown = sorted(set(cells) - set(known))
        if unknown:
            raise ValueError(f"program menghitung {unknown[0]}, yang tidak ada di rilis")
