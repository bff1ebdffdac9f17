"""The page of all programmes: rules as sentences, what is not confirmed, and counts by answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.columns.eligibility import OUTCOME_LABELS, Outcome
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.eligibility.programme.programme import Component, Criterion, Programme, Version
from desil.office.overview.area_choice import area_choices, requested_area
from desil.office.work.request_context import store_of_office
from desil.programmes.answers import Counted, counts_by_area
from desil.ui.family.facts import said


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A criterion or component in words; not `is_checked` where no primary document confirms."""

    says: str
    is_checked: bool
    rupiah: int | None = None
    needs: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How many get one answer, and the reasons, those of the most families first."""

    label: str
    families: int
    people: int
    reasons: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class ProgrammePart:
    """One programme on the page; without a version it has no rules in force."""

    programme: Programme
    name: str
    version: Version | None
    eligible: Sequence[RuleLine]
    excluded: Sequence[RuleLine]
    components: Sequence[RuleLine]
    outcomes: Sequence[OutcomeRow]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _criteria(criteria: Sequence[Criterion], checks: Sequence[str]) -> list[RuleLine]:
    return [RuleLine(_sentence(said(c.label)), c.name not in checks) for c in criteria]


def _components(components: Sequence[Component], checks: Sequence[str]) -> list[RuleLine]:
    return [
        RuleLine(
            said(c.label),
            c.name not in checks,
            c.amount or None,
            said(c.needs) if c.needs else "",
        )
        for c in components
    ]


def _outcomes(counts: Sequence[Counted]) -> list[OutcomeRow]:
    rows = []
    for outcome in Outcome:
        own = sorted((c for c in counts if c.outcome is outcome), key=lambda c: -c.families)
        reasons = [(said(c.says), c.families) for c in own if c.families]
        if own:
            families, people = sum(c.families for c in own), sum(c.people for c in own)
            rows.append(OutcomeRow(said(OUTCOME_LABELS[outcome]), families, people, reasons))
    return rows


def _part(programme: Programme, day: date, counts: Sequence[Counted]) -> ProgrammePart:
    version = programme.on(day)
    checks = version.checks if version else ()
    return ProgrammePart(
        programme,
        said(programme.name),
        version,
        _criteria(version.eligible, checks) if version else [],
        _criteria(version.excluded, checks) if version else [],
        _components(version.components, checks) if version else [],
        _outcomes([c for c in counts if c.programme == programme.code]),
    )


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme, and its answers counted over an area: the reader's kelurahan where there is
    one and none is chosen."""
    villages = user_of(request).territory.villages
    area = requested_area(request)
    if "wilayah" not in request.GET and len(villages) == 1:
        (area,) = villages
    book, day = rule_book(home_programmes(store_of_office().home)), office_day(timezone.now())
    counts = counts_by_area(area)
    shown = {
        "parts": [_part(p, day, counts) for p in book.programmes.values()],
        "choices": area_choices(area),
        "day": day,
        "has_counts": bool(counts),
    }
    return render(request, "office/programmes/programmes.html", shown)
