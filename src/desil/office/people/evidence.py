"""What other sources say of a family, ready to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from desil.dictionary.codelists.findings import finding_label, reason_label
from desil.dictionary.tables import PERSON
from desil.sources.catalogue import catalogue
from desil.ui.family.facts import age_text, answer_text, said, source_label

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RivalRow:
    """A value that another source gives beside the register's own."""

    person: str
    fact: str
    stated: str
    registered: str
    source: str
    seen: str
    wins: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A thing that integration found."""

    person: str
    finding: str
    reason: str
    source: str
    on: date | None


def rival_rows(rivals: Sequence[Row], members: Sequence[Row], at: date) -> list[RivalRow]:
    """The rival values of a family, member by member."""
    by_nik = {m["nik"]: m for m in members}
    rows = []
    for rival in rivals:
        member = by_nik.get(rival["nik"], {})
        column = PERSON.column(rival["fact"]) if rival["fact"] in PERSON.names else None
        own = member.get(rival["fact"])
        rows.append(
            RivalRow(
                member.get("name") or "",
                said(column.label) if column else rival["fact"],
                _stated(rival),
                answer_text(column, own) if column else str(own or ""),
                source_label(rival["source"]),
                age_text(rival["seen_date"], at),
                bool(rival["wins"]),
            )
        )
    return rows


def _stated(rival: Row) -> str:
    """The value as the source gave it; codes and dates in words where they are read as such."""
    column = PERSON.column(rival["fact"]) if rival["fact"] in PERSON.names else None
    text: str = rival["stated_value"]
    if column is None:
        return text
    if column.codes is not None and text.isdigit():
        return answer_text(column, int(text))
    if rival["fact"] == "birth_date":
        return answer_text(column, date.fromisoformat(text[:10]))
    return text


def finding_rows(findings: Sequence[Row], members: Sequence[Row]) -> list[FindingRow]:
    """The findings about a family and its members."""
    names = {m["nik"]: m["name"] or "" for m in members}
    return [
        FindingRow(
            names.get(f["nik"], ""),
            said(finding_label(f["finding"])),
            said(reason_label(f["reason"])),
            source_label(f["source"]),
            f["on_date"],
        )
        for f in findings
    ]


def listing_rows(listings: Sequence[Row]) -> list[tuple[str, int]]:
    """The other sources that list the family, with how many members each, in the pages' order."""
    members = {row["source"]: row["members"] for row in listings}
    order = (*catalogue(settings.DESIL_HOME).sources, *sorted(members))
    return [(source_label(s), members[s]) for s in dict.fromkeys(order) if s in members]
