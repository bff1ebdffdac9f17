"""Whether accepted corrections moved the official desil: counts, within the reader's territory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from desil.cases.queries.statements import statement
from desil.dictionary.calendar.office_day import office_zone


@dataclass(frozen=True, slots=True)
class MovedDeciles:
    """Of the cases of one type whose correction a release took over: how many families it put in a
    poorer desil, in a better one, in the same, ranked for the first time, or cannot be compared.

    A release ranks everybody anew, so a desil also moves without any correction.
    """

    kind: str
    cases: int
    poorer: int
    better: int
    same: int
    first_time: int
    not_comparable: int


def moved_deciles(*, since: date, until: date) -> list[MovedDeciles]:
    """By type, the cases that became effective from `since` up to and with `until`."""
    with connection.cursor() as cursor:
        cursor.execute(
            statement("moved_deciles"), {"since": since, "until": until, "zone": office_zone().key}
        )
        return [MovedDeciles(*row) for row in cursor.fetchall()]
