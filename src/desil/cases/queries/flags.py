"""What a verifier should know before believing a case: the same picture, place or hand again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import connection

from desil.cases.evidence.policy import evidence_policy
from desil.cases.kinds.words import documents
from desil.cases.models import Case
from desil.cases.queries.officers import officers_at_boundary
from desil.cases.queries.statements import statement
from desil.cases.territory_scope import seeing_city
from desil.dictionary.calendar.office_day import office_zone


class Flag(StrEnum):
    """What was noticed. None of these refuses anything: somebody looks."""

    SAME_PHOTO = "same_photo"  # the same bytes in a case of another family
    ALIKE_PHOTO = "alike_photo"  # a picture that looks the same
    SAME_PLACE = "same_place"  # a home photographed where another family's was
    NIGHT_BURST = "night_burst"  # the operator enters many cases at night
    UNDER_BOUNDARY = "under_boundary"  # the operator's families stand just under a boundary


@dataclass(frozen=True, slots=True)
class Noticed:
    """A flag with its evidence: numbers of other cases, or how many."""

    flag: Flag
    others: tuple[str, ...] = ()
    count: int = 0


MOST_OTHERS = 10
NIGHT_CASES = 5  # entered between 22:00 and 05:00 of one night by one person


def flags_of(case: Case) -> list[Noticed]:
    """What is noticed about a case, over the whole city; the other cases by number alone."""
    policy = evidence_policy()
    binds: dict[str, int | str | datetime | list[str]] = {
        "case": case.pk,
        "alike": policy.alike_bits,
        "near": policy.near_metres,
        "shared": [name for name, word in documents().items() if word.is_shared],
        "entered_by": case.entered_by,
        "entered_at": case.entered_at,
        "zone": office_zone().key,
    }
    with seeing_city(), connection.cursor() as cursor:
        cursor.execute(statement("alike_evidence"), binds)
        found: dict[Flag, list[str]] = {}
        for flag, number in cursor.fetchall():
            found.setdefault(Flag(flag), []).append(number)
        cursor.execute(statement("night_cases"), binds)
        ((at_night,),) = cursor.fetchall()
        at_boundary = officers_at_boundary(until=case.entered_at, entered_by=case.entered_by)
    noticed = [
        Noticed(flag, tuple(numbers[:MOST_OTHERS]), len(numbers)) for flag, numbers in found.items()
    ]
    if at_night >= NIGHT_CASES:
        noticed.append(Noticed(Flag.NIGHT_BURST, count=at_night))
    noticed += [Noticed(Flag.UNDER_BOUNDARY, count=o.below) for o in at_boundary if o.is_marked]
    return noticed
