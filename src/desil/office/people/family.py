"""The page of one family: everything known, for a stated purpose, each look recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.purpose import (
    ASKED,
    ask_purpose,
    purpose_given,
    record_family_read,
    record_family_refusal,
    sees_specific,
)
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.cases.queries.elsewhere import open_elsewhere
from desil.cases.queries.lists import cases_of_family
from desil.dictionary.life.age import age_on
from desil.dictionary.standing import DECILES
from desil.dictionary.tables import FAMILY, PERSON
from desil.errors import NotFound
from desil.office.cases.desk import case_row
from desil.office.cases.request_context import today
from desil.office.people.evidence import finding_rows, listing_rows, rival_rows
from desil.office.people.search_session import remember_family
from desil.office.people.words import succession_label
from desil.office.programmes.of_family import left_rows, place_rows, programme_rows
from desil.office.work.request_context import store_of_office
from desil.register.family_file.family_file import FamilyFile, family_file
from desil.register.family_file.succession import numbers_of
from desil.ui.decile_line import decile_line
from desil.ui.family.facts import FactGroup, answer_text, fact_groups
from desil.ui.family.looks import looks_at
from desil.ui.family.reasons import indicative_of

_SHOWN_LOOKS = 10
_SHOWN_ABOVE = frozenset({"family_number", "head_name", "address", "stated_size", *DECILES})
_AREAS = frozenset(c.name for c in FAMILY.columns if c.group == "Wilayah")
_MEMBER_HEAD = frozenset({"nik", "family_number", "name", "birth_date", "sex", "relationship"})


@dataclass(frozen=True, slots=True)
class Member:
    """One member: who they are, and further facts by group."""

    name: str
    nik: str
    relationship: str
    sex: str
    birth_date: date | None
    age: int | None
    groups: list[FactGroup]


def _member(row: Mapping[str, Any], at: date, *, specific: bool) -> Member:
    return Member(
        row["name"] or "",
        row["nik"],
        answer_text(PERSON.column("relationship"), row["relationship"]),
        answer_text(PERSON.column("sex"), row["sex"]),
        row["birth_date"],
        age_on(at, row["birth_date"]),
        fact_groups(PERSON, row, at, without=_MEMBER_HEAD, specific=specific),
    )


def _shown(file: FamilyFile, *, specific: bool) -> dict[str, object]:
    family, at = file.family, file.release_date
    return {
        "family": family,
        "release_date": at,
        "official": file.deciles[0],
        "deciles": file.deciles,
        "earlier": [(e.number, succession_label(e.kind), e.until) for e in file.earlier],
        "hidden_releases": file.hidden_releases,
        "line": decile_line([(d["release_date"], d["decile_national"]) for d in file.deciles]),
        "indicative": indicative_of(file.score, file.explanation, family),
        "members": [_member(m, at, specific=specific) for m in file.members],
        "past_members": file.past_members,
        "groups": fact_groups(FAMILY, family, at, without=_SHOWN_ABOVE | _AREAS, specific=specific),
        "rivals": rival_rows(file.rivals, file.members, at),
        "findings": finding_rows(file.findings, file.members),
        "listing": listing_rows(file.listings),
        "is_specific_open": specific,
    }


@requires(Permission.FAMILY_READ)
@never_cache
@require_safe
def family(request: HttpRequest, handle: str) -> HttpResponse:
    """The family behind a handle, after its purpose is given; the look is recorded first."""
    try:
        number = handles_of_office().number("kk", handle)
    except NotFound as fault:
        raise Http404(fault.message) from fault
    purpose = purpose_given(request, handle)
    if purpose is None:
        return ask_purpose(request, handle)
    try:
        file = family_file(number)
    except NotFound as fault:
        record_family_refusal(
            journal_of_office().family(number),
            by=user_of(request).actor,
            at=timezone.now(),
            journal=journal_of_office(),
        )
        raise Http404(fault.message) from fault
    reader, journal = user_of(request), journal_of_office()
    specific = sees_specific(request, handle)
    record_family_read(
        request,
        handle,
        journal.family(number),
        tuple(journal.person(m["nik"]) for m in file.members),
        by=reader.actor,
        at=timezone.now(),
        journal=journal,
    )
    remember_family(request, handle)
    shown = _shown(file, specific=specific)
    head = journal.person(file.members[0]["nik"]) if file.members else ""
    shown["looks"] = looks_at(head, journal.family(number), most=_SHOWN_LOOKS)
    if reader.may(Permission.CASE_READ):
        numbers = numbers_of(number, list(file.earlier))
        shown["rows"] = [case_row(c, today()) for c in cases_of_family(numbers)[:20]]
        shown["cases_elsewhere"] = open_elsewhere(numbers)
    if reader.may(Permission.PROGRAMME_READ):
        shown |= {
            "programmes": programme_rows(number, specific=specific),
            "places": place_rows(number, journal, specific=specific),
            "left": left_rows(store_of_office(), journal, number, specific=specific),
        }
    return render(
        request,
        "office/family.html",
        {**shown, "handle": handle, "purpose": ASKED[purpose], "now": timezone.now()},
    )
