"""The desk's list: what waits, the most pressing first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.models import Case
from desil.cases.queries.lists import Wanted, listed, steps_of
from desil.cases.queries.visits import Home
from desil.cases.workflow.events import Officer
from desil.cases.workflow.state import Standing
from desil.dictionary.areas import city_villages
from desil.office.cases.request_context import door_of, homes_here, officer_here, today
from desil.office.cases.words import (
    DOORS,
    STANDINGS,
    ClockText,
    clock_text,
    kind_label,
    step_label,
    village_label,
)

PAGE = 50
MINE, DUE_TODAY, LATE = "saya", "hari-ini", "terlambat"
DUE = {"": _("semua"), DUE_TODAY: _("jatuh tempo hari ini"), LATE: _("hanya yang terlambat")}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list: nobody's name or number, but of a home to be visited."""

    case: Case
    kind: str
    waits_for: str
    door: object
    village: str
    clock: ClockText | None
    is_urgent: bool
    home: Home | None = None


def case_row(case: Case, day: date, home: Home | None = None) -> CaseRow:
    """A case as lists show it on a day; `home` where the reader is to visit it."""
    waits = step_label(case.step) if case.step else str(STANDINGS[case.standing])
    return CaseRow(
        case,
        kind_label(case.kind),
        waits,
        DOORS[case.door],
        village_label(case.village_code),
        clock_text(case.due_on, day),
        kinds()[case.kind].is_urgent,
        home,
    )


def _villages(user: User) -> list[tuple[str, object]]:
    seen = user.territory
    codes = [v.bps for v in city_villages()] if seen.is_whole_city else sorted(seen.villages)
    return [("", _("semua")), *sorted(((c, village_label(c)) for c in codes), key=lambda v: v[1])]


class DeskFilter(forms.Form):
    """Which cases of the reader's territory are wanted."""

    langkah = forms.ChoiceField(label=_("Menunggu"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    pintu = forms.ChoiceField(label=_("Pintu"), required=False)
    kelurahan = forms.ChoiceField(label=_("Kelurahan"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    tenggat = forms.ChoiceField(label=_("Batas waktu"), required=False)

    def __init__(self, user: User, *arguments: object) -> None:
        # handed on as it came
        super().__init__(*arguments, auto_id="saring_%s")  # type: ignore[arg-type, misc]
        steps = [(s.value, step_label(s.value)) for s in Step if s is not Step.ENTER]
        choices: dict[str, list[tuple[str, object]]] = {
            "langkah": [(MINE, _("langkah saya")), ("", _("semua")), *steps],
            "jenis": [("", _("semua")), *((name, kind_label(name)) for name in kinds())],
            "pintu": [("", _("semua")), *DOORS.items()],
            "kelurahan": _villages(user),
            "tenggat": list(DUE.items()),
            "keadaan": [(Standing.OPEN.value, STANDINGS["open"]), *list(STANDINGS.items())[1:]],
        }
        for name, allowed in choices.items():
            self.fields[name].choices = allowed  # type: ignore[attr-defined] # a ChoiceField

    def wanted(self, by: Officer, day: date) -> Wanted:
        """The question that a valid filter asks."""
        told = self.cleaned_data
        standing = told["keadaan"] or Standing.OPEN.value
        step = told["langkah"] if standing == Standing.OPEN.value else ""
        mine = steps_of(by) or ("-",)
        return Wanted(
            standing=standing,
            waits_for=mine if step == MINE else (step,) if step else (),
            kind=told["jenis"],
            door=told["pintu"],
            village=told["kelurahan"],
            due_on=day if told["tenggat"] == DUE_TODAY else None,
            late_on=day if told["tenggat"] == LATE else None,
        )


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("hal", "1")
    return max(1, min(int(asked), 10_000)) if asked.isascii() and asked.isdigit() else 1


def _link(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["hal"] = str(page)
    return query.urlencode()


def desk_cases(user: User, asked: Mapping[str, str], by: Officer, day: date) -> QuerySet[Case]:
    """The cases that an address of this page lists; none for a filter that is not possible."""
    form = DeskFilter(user, asked)
    return listed(form.wanted(by, day)) if form.is_valid() else Case.objects.none()


@requires(Permission.CASE_READ)
@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """What waits for a step that this reader may take; or what the filter asks for."""
    user, by, day = user_of(request), officer_here(request), today()
    asked = request.GET if request.GET else {"langkah": MINE if steps_of(by) else ""}
    form, rows = DeskFilter(user, asked), desk_cases(user, asked, by, day)
    total, page = rows.count(), _page_number(request)
    start = (page - 1) * PAGE
    page_of_cases = list(rows[start : start + PAGE])
    homes = homes_here(request, page_of_cases)
    found = [case_row(case, day, homes.get(case.pk)) for case in page_of_cases]
    shown = {
        "form": form,
        "rows": found,
        "total": total,
        "late": rows.filter(due_on__lt=day).count(),
        "first": start + 1,
        "last": start + len(found),
        "newer": _link(request, page - 1) if page > 1 else "",
        "older": _link(request, page + 1) if start + len(found) < total else "",
        "is_mine": asked.get("langkah") == MINE,
        "door": DOORS[door_of(user).value],
    }
    return render(request, "office/cases/desk.html", shown)
