"""What the desk owes and how it answered, in the reader's territory: counts, nobody's data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.cases.queries.reports import (
    AGES,
    Outcomes,
    answer_times,
    clocks_missed,
    open_by_step,
    outcomes_by,
)
from desil.office.cases.asked import today
from desil.office.cases.words import (
    DOORS,
    STANDINGS,
    kind_label,
    reason_label,
    step_label,
    village_label,
)

_DAYS = 90
Text = str | Promise
_BY: tuple[tuple[str, Text], ...] = (
    ("kind", _lazy("Menurut jenis")),
    ("door", _lazy("Menurut pintu")),
    ("village_code", _lazy("Menurut kelurahan")),
    ("reason", _lazy("Menurut alasan")),
    ("entered_by", _lazy("Menurut pencatat")),
)


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """Cases by one thing: a label and the counts by standing, in the order of `STANDINGS`."""

    name: str
    title: Text
    rows: tuple[tuple[str, tuple[int, ...], int], ...]


def _operators(values: list[str]) -> Mapping[str, str]:
    numbers = {int(v[5:]) for v in values if v.startswith("user:") and v[5:].isdigit()}
    return {u.actor: u.name for u in User.objects.filter(pk__in=numbers)}


def _table(by: str, title: Text, since: date, until: date) -> OutcomeTable:
    found = outcomes_by(by, since=since, until=until)
    names = _operators([o.value for o in found]) if by == "entered_by" else {}
    says: Mapping[str, Callable[[str], str]] = {
        "kind": kind_label,
        "door": lambda value: str(DOORS.get(value, value)),
        "village_code": village_label,
        "reason": reason_label,
        "entered_by": lambda value: names.get(value, _("Warga atau program")),
    }
    return OutcomeTable(by, title, tuple(_row(o, says[by]) for o in found))


def _row(found: Outcomes, say: Callable[[str], str]) -> tuple[str, tuple[int, ...], int]:
    counts = tuple(found.by_standing.get(standing, 0) for standing in STANDINGS)
    return (say(found.value) if found.value else "–", counts, sum(counts))


def _day(typed: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return otherwise


@requires(Permission.CASE_READ)
@never_cache
@require_safe
def case_reports(request: HttpRequest) -> HttpResponse:
    """Open by step and age, outcomes, time to answer, clocks missed: ?sejak= and ?sampai=."""
    until = _day(request.GET.get("sampai", ""), today())
    since = _day(request.GET.get("sejak", ""), until - timedelta(days=_DAYS))
    shown = {
        "since": since,
        "until": until,
        "ages": AGES,
        "open": open_by_step(today()),
        "standings": list(STANDINGS.values()),
        "tables": [_table(by, title, since, until) for by, title in _BY],
        "times": answer_times(since=since, until=until),
        "missed": [
            (step_label(step), village_label(village), n)
            for step, village, n in clocks_missed(since=since, until=until)
        ],
    }
    return render(request, "office/cases/reports.html", shown)
