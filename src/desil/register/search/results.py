"""Families found in the current publication, those of the reader's territory alone.

Numbers are found through row security; names and addresses through a function that applies the
same territory itself and may use the trigram indexes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from desil.database.cursor import Cursor
from desil.errors import UsageFault
from desil.register.search.address import street_patterns
from desil.register.search.numbers import Slip, is_neighbours, slips_of
from desil.register.search.question import Reading, SearchQuestion
from desil.register.search.spelling import WORD_START, WordPattern, word_patterns
from desil.register.statements import statement

MOST = 50
_ENOUGH = 5  # with so many, likenesses are not looked for
_SAME = 1.0  # the likeness of a name to itself
_SHORTEST_INSIDE = 4  # letters of a word that is looked for within words
_SHORTEST_ALIKE = 3  # letters of a word that others may be like


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One person, or one family by its head: `nik` is empty where an address led to it.

    `decile` is the official one of the newest release; None: not ranked. `is_earlier_number`: the
    number that was asked for is one that an earlier release gave. `slip`: how the number found
    differs from the one asked for."""

    nik: str
    family_number: str
    name: str
    birth_date: date | None
    village_code: str
    address: str
    decile: int | None
    likeness: float
    head_name: str
    is_earlier_number: bool = False
    slip: Slip = Slip.NONE


def _result_of(row: tuple[Any, ...]) -> SearchResult:
    nik, family, name, born, village, address, decile, likeness, head, *earlier = row
    return SearchResult(
        nik or "", family or "", name or "", born, village or "", address or "", decile,
        float(likeness), head or "", bool(earlier and earlier[0]),
    )  # fmt: skip


def _rows(cursor: Cursor, name: str, **values: object) -> list[SearchResult]:
    cursor.execute(statement(name), values)
    return [_result_of(row) for row in cursor.fetchall()]


def _near_numbers(cursor: Cursor, question: SearchQuestion, want: int) -> list[SearchResult]:
    """Those whose number is one slip away, where nobody of the city has the number itself: the
    commonest slips first; with a name beside the number, those called so before."""
    near = slips_of(question.number)
    whole = " ".join(question.readings[0].names) if question.readings else ""
    rows = _rows(
        cursor, "find_numbers", numbers=[*near], meant=question.number, whole=whole, want=want
    )

    def rank(one: SearchResult) -> tuple[float, bool]:
        return -one.likeness, not is_neighbours(question.number, one.nik or one.family_number)

    slipped = [replace(r, slip=near[r.nik or r.family_number]) for r in rows]
    return sorted(slipped, key=rank)


class _Manner(StrEnum):
    """How words of a name are compared: by regular expressions, by them or likeness, or as one."""

    SPELLED = "spelled"
    WORDS = "words"
    WHOLE = "whole"


def _search(
    cursor: Cursor,
    question: SearchQuestion,
    reading: Reading,
    named: Sequence[WordPattern],
    manner: _Manner = _Manner.SPELLED,
) -> list[SearchResult]:
    is_loose_place = manner is not _Manner.SPELLED and not reading.names
    streets = [*street_patterns(reading.streets), *question.address.patterns]
    return _rows(
        cursor,
        "find_people",
        named=[one.word for one in named],
        spelled=[one.pattern for one in named],
        manner=manner.value,
        whole=" ".join(reading.names),
        placed=[" ".join(reading.streets)] if is_loose_place else streets,
        road=[*question.address.kinds],
        born_first=[period.first for period in question.births],
        born_last=[period.last for period in question.births],
        has_street=bool(reading.streets) or question.address.is_placed,
        want=MOST,
    )


def _spelled(
    cursor: Cursor, question: SearchQuestion, reading: Reading, *, inside: bool = False
) -> list[SearchResult]:
    """Words as they begin; `inside`: those long enough to tell anything also within words."""
    is_long = inside and all(len(word) >= _SHORTEST_INSIDE for word in reading.names)
    border = "" if is_long else WORD_START
    named = [replace(one, pattern=border + one.pattern) for one in word_patterns(reading.names)]
    return _search(cursor, question, reading, named)


def _alike(cursor: Cursor, question: SearchQuestion) -> Iterator[list[SearchResult]]:
    """By the likeliest reading: each word alike, or if nobody has them, the whole name."""
    reading = question.readings[0]
    named = [
        replace(one, pattern=WORD_START + one.pattern)
        for one in word_patterns(reading.names)
        if len(one.word) >= _SHORTEST_ALIKE
    ]
    if named or reading.streets:
        yield (results := _search(cursor, question, reading, named, _Manner.WORDS))
        if not results and len(named) > 1:
            whole = WordPattern(" ".join(reading.names), "")
            yield _search(cursor, question, reading, [whole], _Manner.WHOLE)


def _people(cursor: Cursor, question: SearchQuestion) -> Iterator[list[SearchResult]]:
    """What each way to look finds, from the strictest on."""
    for reading in question.readings:
        yield _spelled(cursor, question, reading)
    if question.readings[0].names:
        yield _spelled(cursor, question, question.readings[0], inside=True)
    yield from _alike(cursor, question)


def _enough(ways: Iterable[list[SearchResult]], want: int) -> list[SearchResult]:
    """Those found, each once; no further way is tried when enough are, or somebody is called just
    as it was typed."""
    once: dict[tuple[str, str], SearchResult] = {}
    for results in ways:
        for one in results:
            once.setdefault((one.nik, one.family_number), one)
        if len(once) >= _ENOUGH or any(one.likeness >= _SAME for one in results):
            break
    return [*once.values()][:want]


def _refuse_whole_city(question: SearchQuestion) -> None:
    is_bare = not any(r.names or r.streets for r in question.readings)
    if is_bare and not question.address.is_placed:
        raise UsageFault(
            "RT dan RW saja terlalu luas untuk seluruh kota.",
            hint="Tambahkan nama atau nama jalan.",
        )


def families_numbered(cursor: Cursor, numbers: Sequence[str]) -> list[SearchResult]:
    """The families with these card numbers that the session may see, in the order given."""
    # A NIK may have the same digits as a card number: such a person is not who is meant.
    want = 2 * len(numbers)
    rows = _rows(cursor, "find_numbers", numbers=[*numbers], meant="", whole="", want=want)
    families = {row.family_number: row for row in rows if not row.nik}
    return [families[number] for number in numbers if number in families]


def find(
    cursor: Cursor, question: SearchQuestion, *, sees_city: bool, want: int = MOST
) -> list[SearchResult]:
    """At most `want` families that answer, the likeliest first. `sees_city`: whether the session
    sees the whole city, of which RT and RW alone would be too many (UsageFault)."""
    if question.number:
        exact = _rows(cursor, "find_number", question=question.number, want=want)
        return exact or _near_numbers(cursor, question, want)
    if sees_city:
        _refuse_whole_city(question)
    return _enough(_people(cursor, question), want)
