"""What another kelurahan works on, as far as a reader may know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from desil.cases.models import Case
from desil.cases.workflow.state import Standing


class Whereabouts(StrEnum):
    """Where the register lists the family of a case now."""

    HERE = "here"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CasePlace:
    """The whereabouts of a case's family: its kelurahan now (BPS code, empty where it is listed no
    longer), and whether its number is another than the case has."""

    whereabouts: Whereabouts
    village_code: str = ""
    has_new_number: bool = False


def open_elsewhere(numbers: Sequence[str]) -> int:
    """How many open cases about a family, by its numbers, the reader does not see."""
    seen = Case.objects.filter(family_number__in=numbers, standing=Standing.OPEN.value).count()
    with connection.cursor() as cursor:
        cursor.execute("select public.desil_open_case_count(%s)", [list(numbers)])
        (found,) = cursor.fetchone() or (0,)
    return max(int(found) - seen, 0)


def place_of(case: Case) -> CasePlace:
    """Where the family of a case is now."""
    if not case.family_number:
        return CasePlace(Whereabouts.HERE, case.village_code)
    with connection.cursor() as cursor:
        cursor.execute("select * from public.desil_case_place(%s)", [case.pk])
        row = cursor.fetchone()
    if row is None:
        return CasePlace(Whereabouts.GONE)
    village, number = str(row[0] or ""), str(row[1])
    moved = Whereabouts.HERE if village == case.village_code else Whereabouts.MOVED
    return CasePlace(moved, village, number != case.family_number)
