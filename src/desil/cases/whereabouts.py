"""Where the register lists the family of a case now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from desil.accounts.territory import Territory
from desil.cases.changes.register import KnownFamily, known_family
from desil.cases.models import Case
from desil.cases.territory_scope import seeing


class Whereabouts(StrEnum):
    """Where the register lists the family of a case now."""

    HERE = "here"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CasePlace:
    """The whereabouts of a case's family: its kelurahan (BPS code) and its number now, both empty
    where it is listed no longer, and whether that number is another than the case has."""

    whereabouts: Whereabouts
    village_code: str = ""
    has_new_number: bool = False
    family_number: str = ""


def place_of(case: Case) -> CasePlace:
    """Where the family of a case is now."""
    if not case.family_number:
        return CasePlace(Whereabouts.HERE, case.village_code)  # a family that is in no release
    with connection.cursor() as cursor:
        cursor.execute("select * from public.desil_case_place(%s)", [case.pk])
        row = cursor.fetchone()
    if row is None:
        return CasePlace(Whereabouts.GONE)
    village, number = str(row[0] or ""), str(row[1])
    moved = Whereabouts.HERE if village == case.village_code else Whereabouts.MOVED
    return CasePlace(moved, village, number != case.family_number, number)


def family_of(case: Case) -> KnownFamily | None:
    """The family of a case as the current publication has it, under its present number and
    wherever it lives: who holds the case may finish it. None where it is listed no longer."""
    known = known_family(case.family_number) if case.family_number else None
    if known is not None or not case.family_number:
        return known
    place = place_of(case)
    if not place.family_number:
        return None
    with seeing(Territory(frozenset({case.village_code, place.village_code} - {""}))):
        return known_family(place.family_number)
