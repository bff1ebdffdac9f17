"""The numbers that a family had in earlier releases, and what its reader may not see of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from desil.dictionary.columns.successions import Succession
from desil.register.models import FamilySuccession


@dataclass(frozen=True, slots=True)
class EarlierNumber:
    """A family card number whose people are in this family now. `until` is the first release
    without it; `kind` how it ended, or that this family came out of it."""

    number: str
    kind: Succession
    until: date


def earlier_numbers(family_number: str) -> list[EarlierNumber]:
    """Every earlier number of a family of the current publication, the newest first; those that
    the reader's territory shows."""
    rows = FamilySuccession.current.filter(family_number=family_number).exclude(
        earlier_number=family_number
    )
    return [
        EarlierNumber(row.earlier_number, Succession(str(row.kind)), row.to_date)
        for row in rows.order_by("-to_date", "earlier_number")
    ]


def numbers_of(family_number: str, earlier: list[EarlierNumber] | None = None) -> list[str]:
    """The family's number and those that it goes on from: history, cases and places under any of
    them are this family's. A family that only came out of another keeps its own."""
    found = earlier_numbers(family_number) if earlier is None else earlier
    return [family_number, *(e.number for e in found if e.kind is not Succession.SPLIT)]


def release_count(numbers: list[str]) -> int:
    """In how many releases the register lists these families, whatever the reader's territory; 0
    for a family that the reader may not see."""
    with connection.cursor() as cursor:
        cursor.execute("select public.desil_release_count(%s)", [numbers])
        (found,) = cursor.fetchone() or (0,)
    return int(found)
