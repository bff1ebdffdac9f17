"""Lists as the office reads them: all of them, one page of rows, counts, and one family's places.

Rows are seen by row security: those of the reader's territory and no others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from desil.audit.journal import Journal
from desil.dictionary.label import Label
from desil.errors import NotFound
from desil.jobs.list_models import ListedCount, ListedRow, ProgrammeList
from desil.jobs.states import ListProposalState
from desil.programmes.answers import CountedFor, counted_for
from desil.register.family_file.succession import numbers_of
from desil.register.models import Family, Person, Publication
from desil.signatures.lists import is_village_as_signed

PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One row of a list: a family, or a person where `nik` is told. `name` is the person's own, or
    that of the family's head; it and the address are those of the current publication, empty where
    it no longer has them. `is_as_signed` is told of a family's places: whether the list still says
    of its kelurahan what was signed."""

    place: int
    village_place: int
    state: str
    family_number: str
    nik: str | None
    village_code: str | None
    name: str
    address: str
    desil: int | None
    desil_1_4_ppm: int | None
    components: Sequence[CountedFor]
    rupiah: int
    is_borderline: bool
    is_by_lot: bool
    is_as_signed: bool = True


def all_lists(programme: str = "") -> list[ProgrammeList]:
    """Every list that is loaded, the newest period first."""
    rows = ProgrammeList.objects.order_by("programme", "-period", "-loaded_at")
    return list(rows.filter(programme=programme) if programme else rows)


def lists_to_sign(actor: str) -> QuerySet[ProgrammeList]:
    """The lists that wait for a signature and that somebody else proposed."""
    waiting = ProgrammeList.objects.filter(state=ListProposalState.OPEN.value)
    return waiting.exclude(proposed_by=actor).order_by("proposed_at")


def lists_to_propose() -> QuerySet[ProgrammeList]:
    """The lists that are made and that nobody has proposed, or whose proposal was taken back."""
    there = (ListProposalState.LOADED.value, ListProposalState.WITHDRAWN.value)
    return ProgrammeList.objects.filter(state__in=there).order_by("loaded_at")


def list_numbered(list_id: str) -> ProgrammeList:
    """One list; NotFound where there is none."""
    found = ProgrammeList.objects.filter(pk=list_id).first()
    if found is None:
        raise NotFound("Tidak ada daftar dengan nomor itu.")
    return found


Row = Mapping[str, Any]


def _values(query: QuerySet[Any]) -> list[Row]:
    return list(query.values())


def _components(told: str | None, words: dict[str, Any]) -> list[CountedFor]:
    labels = {
        name: (Label(c["id"], c["en"]), bool(c.get("specific", "ya")))
        for name, c in words.get("components", {}).items()
    }
    return counted_for(told, labels)


def rows_of(
    told: ProgrammeList, *, state: str = "", area_code: str = "", start: int = 0, size: int = PAGE
) -> tuple[list[Place], int]:
    """The rows from `start` on (from 0), `size` at most, and how many there are."""
    found = ListedRow.objects.filter(list=told.pk)
    if state:
        found = found.filter(state=state)
    if area_code:
        found = found.filter(village_code__startswith=area_code)
    page = _values(found.order_by("place")[start : start + size])
    publication = Publication.current_id()
    homes = Family.objects.filter(
        publication=publication, family_number__in=[r["family_number"] for r in page]
    )
    named: QuerySet[Any] = homes.values("family_number", "head_name", "address")
    known: dict[str, Row] = {f["family_number"]: f for f in named}
    listed = Person.objects.filter(publication=publication, nik__in=[r["nik"] for r in page])
    people: dict[str, str | None] = dict(listed.values_list("nik", "name"))
    places = []
    for row in page:
        home = known.get(row["family_number"], {})
        name = people.get(row["nik"]) if row["nik"] else home.get("head_name")
        places.append(_place(row, home, name, told.words))
    return places, found.count()


def is_specific_list(told: ProgrammeList) -> bool:
    """Whether every member that the programme counts is counted for health or disability, so that
    a row hints at them; so too for a list that does not say which components count."""
    words = told.words.get("components", {}).values()
    counted = [bool(c.get("specific", "ya")) for c in words if not c.get("needs")]
    if any("needs" not in c for c in words):  # frozen before lists said so
        return any(counted)
    return bool(counted) and all(counted)


def _place(row: Row, home: Row, name: str | None, words: dict[str, Any]) -> Place:
    return Place(
        row["place"],
        row["village_place"],
        row["state"],
        row["family_number"],
        row["nik"],
        row["village_code"],
        name or "",
        home.get("address") or "",
        row["desil"],
        row["desil_1_4_ppm"],
        _components(row["components"], words),
        row["rupiah"] or 0,
        bool(row["is_borderline"]),
        bool(row["is_by_lot"]),
    )


def counts_of(told: ProgrammeList, area_code: str = "") -> list[dict[str, Any]]:
    """Families, persons and thousands of rupiah by state, and with the verdict in words
    (`says_id`, `says_en`) for those who are not on the list: nobody's data."""
    rows = ListedCount.objects.filter(list=told.pk, village_code__startswith=area_code)
    totals = rows.values("state", "verdict").annotate(
        all_families=Sum("families"), all_persons=Sum("persons"), all_rupiah=Sum("thousand_rupiah")
    )
    verdicts = told.words.get("verdicts", [])
    return [
        {
            "state": t["state"],
            "says_id": verdicts[t["verdict"]]["says_id"],
            "says_en": verdicts[t["verdict"]]["says_en"],
            "families": t["all_families"],
            "persons": t["all_persons"],
            "thousand_rupiah": t["all_rupiah"],
        }
        for t in totals.order_by("state", "verdict")
    ]


def places_of(family_number: str, journal: Journal) -> list[tuple[ProgrammeList, Place]]:
    """The places of a family, by its number now and those it goes on from, on the lists in force:
    what a family page and the portal may tell, each held against what was signed."""
    rows = ListedRow.objects.filter(
        family_number__in=numbers_of(family_number), list__state=ListProposalState.APPROVED.value
    ).order_by("list__programme", "-list__period", "place")
    lists = {p.pk: p for p in ProgrammeList.objects.filter(pk__in=rows.values("list_id"))}
    found = []
    with connection.cursor() as cursor:
        for row in rows.values():
            told = lists[row["list_id"]]
            place = _place(row, {}, None, told.words)
            is_as_signed = is_village_as_signed(cursor, journal, told.pk, row["village_code"] or "")
            found.append((told, replace(place, is_as_signed=is_as_signed)))
    return found
