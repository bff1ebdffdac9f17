"""Handing an open case over to the kelurahan to which its family moved."""

from __future__ import annotations

from datetime import datetime

from desil.accounts.territory import Territory
from desil.audit.journal import Journal
from desil.cases.actions.moving import case_seen, moving
from desil.cases.models import (
    Case,
    CaseApplicant,
    CaseChange,
    CaseEvidence,
    CaseLink,
    FieldSubmission,
)
from desil.cases.territory_scope import seeing, seeing_city
from desil.cases.whereabouts import Whereabouts, place_of
from desil.cases.workflow.events import Move, Officer
from desil.dictionary.areas import city_villages
from desil.errors import Conflict, UsageFault

_GO_ALONG = (CaseApplicant, CaseChange, CaseEvidence, CaseLink, FieldSubmission)


def _seeing_both(old: str, new: str):  # type: ignore[no-untyped-def] # a context manager
    return seeing(Territory(frozenset({old, new}))) if old else seeing_city()


def _new_village(case: Case, chosen: str) -> str:
    """Where the case goes: the kelurahan of the newest release, or, for a family that it does not
    list, the one that was chosen."""
    place = place_of(case)
    if place.whereabouts is Whereabouts.MOVED and place.village_code:
        if chosen not in ("", place.village_code):
            raise Conflict(
                "Rilis terbaru mendaftar keluarga ini di kelurahan yang lain lagi.",
                hint="Muat ulang halaman ini: kelurahannya disebut di sana.",
            )
        return place.village_code
    if place.whereabouts is not Whereabouts.GONE:
        raise Conflict(
            "Rilis terbaru tidak mendaftar keluarga ini di kelurahan lain.",
            hint="Selesaikan permohonannya di sini.",
        )
    if chosen not in {v.bps for v in city_villages()} - {case.village_code}:
        raise UsageFault(
            "Kelurahan tujuan belum dipilih.", hint="Pilih kelurahan lain di kota ini."
        )
    return chosen


def hand_over(
    number: str,
    *,
    note: str,
    by: Officer,
    at: datetime,
    journal: Journal,
    to_village: str = "",
    seen: int | None = None,
) -> Case:
    """Give a case to the kelurahan in which the newest release lists its family; where the release
    lists it no longer, to the kelurahan `to_village` (BPS code), which whoever holds the case
    knows of.

    What belongs to the case goes along; its events stay where they happened, and the new
    kelurahan reads them with the case. The old one keeps those that happened there, the last of
    which says where the case went. Errors as of every move; Conflict where the release lists the
    family in the same kelurahan, UsageFault for a kelurahan that is none of the city.
    """
    case = case_seen(number)
    old, new = case.village_code, _new_village(case, to_village)
    details = {"from_village": old, "to_village": new}
    with (
        _seeing_both(old, new),
        moving(number, Move.HAND_OVER, by=by, at=at, journal=journal, note=note, details=details,
               seen=seen) as under_way,
    ):  # fmt: skip
        Case.objects.filter(pk=case.pk).update(village_code=new)
        for table in _GO_ALONG:
            table.objects.filter(case=case.pk).update(village_code=new)
        under_way.payload.update(details)
    under_way.case.village_code = new
    return under_way.case
