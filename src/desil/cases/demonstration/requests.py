"""What made-up residents ask for: cases.yaml, and the changes that it comes to for a family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from desil.cases.changes.register import KnownFamily
from desil.cases.changes.requested_changes import HAPPENING, RequestedChange
from desil.cases.changes.values import stored_text
from desil.dictionary.declarations.yaml_reader import packaged_yaml
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON

_SERIAL = 4  # digits of a serial at the end of a family card number
_FREE_SERIALS = range(9_999, 9_000, -1)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for in cases of one type; `answer` what the office says in the end."""

    told: str
    family: str
    facts: Mapping[str, Mapping[str, Sequence[str]]]
    happenings: Mapping[str, Mapping[str, Any]]
    answer: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Whom a request may name beside its own family: a family card number, a person of another
    family, and a number that no family has."""

    family_number: str
    nik: str
    free_number: str


@cache
def requests() -> Mapping[str, Request]:
    """Return what is asked for, by case type."""
    said = packaged_yaml(resources.files("desil.cases.demonstration") / "cases.yaml")
    return {
        kind: Request(
            row["told"],
            row.get("family", ""),
            row.get("facts", {}),
            row.get("happenings", {}),
            row.get("answer", ""),
        )
        for kind, row in said.items()
    }


def free_number(like: str, taken: frozenset[str]) -> str:
    """A family card number of the place and day of another one that nobody has, from the last
    serial downwards."""
    numbers = (f"{like[:-_SERIAL]}{serial}" for serial in _FREE_SERIALS)
    return next(number for number in numbers if number not in taken)


def oldest_member(family: KnownFamily) -> str:
    """The NIK of a family's oldest member; those without a birth date come last."""
    return min(family.members, key=lambda nik: (family.members[nik]["birth_date"] or date.max, nik))


def _fact(family: KnownFamily | None, table: str, fact: str, values: Sequence[str]) -> str:
    """The first value that the register does not have."""
    subject = oldest_member(family) if family and table == PERSON.name else ""
    recorded = stored_text(family.value(table, subject, fact)) if family else None
    return next(value for value in values if value != recorded)


def _value(value: Mapping[str, Any], day: date, neighbours: Neighbours) -> str:
    ((sort, said),) = value.items()
    if sort == "date":
        return (day - timedelta(days=said)).isoformat()
    if sort == "nik":
        return neighbours.nik
    return neighbours.family_number if said == "other" else neighbours.free_number


def requested_changes(
    request: Request, family: KnownFamily | None, day: date, neighbours: Neighbours
) -> tuple[RequestedChange, ...]:
    """The changes of a request, asked on a `day`; `family` is None where it is not registered."""
    oldest = oldest_member(family) if family else ""
    facts = [
        RequestedChange(
            table,
            fact,
            _fact(family, table, fact, values),
            oldest if table == PERSON.name else "",
        )
        for table, asked in request.facts.items()
        for fact, values in asked.items()
    ]
    events = [
        RequestedChange(
            HAPPENING,
            name,
            _value(value, day, neighbours),
            "" if happenings()[name].about == FAMILY.name else oldest,
        )
        for name, value in request.happenings.items()
    ]
    return (*facts, *events)
