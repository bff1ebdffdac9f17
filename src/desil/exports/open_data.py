"""The counts of the newest release, by kelurahan, desil and programme, from published tables."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from desil.database.cursor import Cursor
from desil.dictionary.areas import CITY_BPS, CITY_NAME, city_villages
from desil.dictionary.columns.eligibility import ListState, Outcome
from desil.dictionary.label import Label
from desil.dictionary.standing import STANDINGS
from desil.engine.sql_file import postgres_text
from desil.jobs.states import ListProposalState
from desil.open_data.counts import (
    Area,
    Cells,
    Count,
    ProgrammeCounts,
    ReleaseCounts,
    Status,
)
from desil.open_data.policy import policy_on
from desil.open_data.published import Published, published_of
from desil.register.names import AreaLevel
from desil.register.recap import AreaCount, CurrentPublication, area_counts

_LEVELS = (AreaLevel.CITY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)
Parts = Mapping[Status, Cells]


def _names() -> dict[str, str]:
    """Names as the dictionary spells them, by BPS code."""
    names = {CITY_BPS: CITY_NAME}
    for village in city_villages():
        names[village.bps_district] = village.district
        names[village.bps] = village.name
    return names


def _cells(areas: Sequence[AreaCount]) -> Cells:
    return {
        (area.code, decile): Count(families, people)
        for area in areas
        for decile, families, people in zip(
            STANDINGS,
            (*area.families.by_decile, area.families.unranked),
            (*area.people.by_decile, area.people.unranked),
            strict=True,
        )
    }


def _eligible(cursor: Cursor, publication: CurrentPublication, released: date) -> dict[str, Parts]:
    """By programme."""
    cursor.execute(
        postgres_text("desil.exports", "sql/open_eligible"),
        {
            "publication_id": publication.id,
            "release_date": released,
            "eligible": Outcome.ELIGIBLE.value,
        },
    )
    found: dict[str, dict[tuple[str, str], Count]] = {}
    for programme, village, decile, families, people in cursor.fetchall():
        found.setdefault(programme, {})[village, decile] = Count(int(families), int(people))
    return {programme: {Status.ELIGIBLE: cells} for programme, cells in found.items()}


def _listed(
    cursor: Cursor, publication: CurrentPublication, released: date, lists: list[str]
) -> dict[str, Parts]:
    """By list."""
    cursor.execute(
        postgres_text("desil.exports", "sql/open_listed"),
        {
            "publication_id": publication.id,
            "release_date": released,
            "list_ids": lists,
            "listed": ListState.LISTED.value,
        },
    )
    found: dict[str, dict[Status, dict[tuple[str, str], Count]]] = {
        told: {Status.LISTED: {}, Status.WAITING: {}} for told in lists
    }
    for told, is_listed, village, decile, families, people in cursor.fetchall():
        status = Status.LISTED if is_listed else Status.WAITING
        found[told][status][village, decile] = Count(int(families), int(people))
    return {told: dict(parts) for told, parts in found.items()}


def _programme_rows(cursor: Cursor, publication: CurrentPublication) -> list[tuple[Any, ...]]:
    cursor.execute(
        postgres_text("desil.exports", "sql/open_programmes"),
        {"publication_id": publication.id, "in_force": ListProposalState.APPROVED.value},
    )
    return cursor.fetchall()


def lists_in_force(cursor: Cursor, publication: CurrentPublication) -> tuple[str, ...]:
    """The numbers of the lists that the figures of a publication rest on."""
    rows = _programme_rows(cursor, publication)
    return tuple(row[-1] for row in rows if row[-1] is not None)


def _programmes(
    cursor: Cursor, publication: CurrentPublication, released: date
) -> tuple[ProgrammeCounts, ...]:
    rows = _programme_rows(cursor, publication)
    lists = [row[-1] for row in rows if row[-1] is not None]
    eligible = _eligible(cursor, publication, released)
    listed = _listed(cursor, publication, released, lists) if lists else {}
    return tuple(
        ProgrammeCounts(
            code, Label(name_id, name_en), unit, reference or "", on_date, period,
            listed[told] if told else eligible.get(code, {Status.ELIGIBLE: {}}),
        )
        for code, name_id, name_en, unit, reference, on_date, period, told in rows
    )  # fmt: skip


@contextlib.contextmanager
def _hashed_joins(cursor: Cursor) -> Iterator[None]:
    """Inside, tables are joined by hash: the planner takes the few patterns of answers that it
    expects, meets thousands, and joins them row by row for two minutes."""
    for way in ("enable_nestloop", "enable_mergejoin"):
        cursor.execute(f"set local {way} = off")
    yield
    for way in ("enable_nestloop", "enable_mergejoin"):
        cursor.execute(f"set local {way} to default")


def counted(cursor: Cursor, publication: CurrentPublication) -> ReleaseCounts:
    """The newest release of a publication, nothing hidden yet; seconds for a city. The cursor is in
    a transaction and sees the whole city: the owner's, or the office's inside `seeing_city`."""
    released = publication.releases[0].release_date
    names = _names()
    with _hashed_joins(cursor):
        programmes = _programmes(cursor, publication, released)
    by_level = [area_counts(cursor, publication.id, released, level) for level in _LEVELS]
    return ReleaseCounts(
        released,
        publication.run_id,
        tuple(
            Area(a.level.value, a.code, names.get(a.code, a.name), a.parent_code)
            for areas in by_level
            for a in areas
        ),
        _cells(by_level[-1]),
        programmes,
    )


def published_figures(cursor: Cursor, publication: CurrentPublication) -> Published:
    """The newest release as anybody may have it, under the policy of its day."""
    counts = counted(cursor, publication)
    return published_of(counts, policy_on(counts.release_date))
