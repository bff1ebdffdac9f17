"""Families found in the current publication, those of the reader's territory alone.

Numbers are found through row security; names and addresses through functions that apply the same
territory themselves and may use the trigram indexes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desil.database.cursor import Cursor
from desil.register.search.question import Kind, SearchQuestion
from desil.register.statements import statement

MOST = 50


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One person, or one family by its head: `nik` is empty where an address led to it.

    `decile` is the official one of the newest release; None: not ranked. `is_earlier_number`: the
    number that was asked for is one that an earlier release gave."""

    nik: str
    family_number: str
    name: str
    birth_date: date | None
    village_code: str
    address: str
    decile: int | None
    likeness: float
    is_earlier_number: bool = False


def _result_of(row: tuple[Any, ...]) -> SearchResult:
    nik, family, name, born, village, address, decile, likeness, *earlier = row
    return SearchResult(
        nik or "", family or "", name or "", born, village or "", address or "", decile,
        float(likeness), bool(earlier and earlier[0]),
    )  # fmt: skip


def find(cursor: Cursor, question: SearchQuestion, *, want: int = MOST) -> list[SearchResult]:
    """At most `want` families that answer, the likeliest first."""
    name = {
        Kind.NUMBER: "find_number",
        Kind.NAME: "find_people",
        Kind.ADDRESS: "find_addresses",
    }[question.kind]
    cursor.execute(statement(name), {"question": question.text, "want": want})
    return [_result_of(row) for row in cursor.fetchall()]
