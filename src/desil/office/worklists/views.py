"""The work lists of the reader's territory: the RW, a list of families, and its file."""

from __future__ import annotations

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.accounts.purpose import ASKED
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.accounts.shared_cache import remembered
from desil.audit.event import Purpose
from desil.office.overview.area_choice import requested_publication
from desil.office.worklists.rows import NO_RW, stops_of
from desil.office.worklists.selection import (
    LABELS,
    MEANINGS,
    Selection,
    choices_of,
    selection_of,
    village_name,
)
from desil.office.worklists.visit_file import visit_file
from desil.register.recap import CurrentPublication
from desil.register.worklists.lists import Listed, Neighbourhood, listed_families, neighbourhoods

PAGE = 50
MOST_IN_FILE = 2000
_KEPT_SECONDS = 600


class VisitPurpose(forms.Form):
    """Why the file is taken."""

    purpose = forms.ChoiceField(
        label=_("Untuk apa berkas ini?"),
        choices=[(purpose.value, label) for purpose, label in ASKED.items()],
        initial=Purpose.VISIT.value,
        widget=forms.RadioSelect,
    )


def neighbourhoods_in(asked: Selection, publication: CurrentPublication) -> list[Neighbourhood]:
    """Counts by RW; kept a while, for they are nobody's data and change with a publication. The
    reader's territory was checked before."""
    key = f"desil-rw-{publication.id}-{publication.run_id}-{asked.village}"

    def counted() -> list[Neighbourhood]:
        with connection.cursor() as cursor:
            return neighbourhoods(cursor, asked.where(publication))

    return remembered(key, list[Neighbourhood], _KEPT_SECONDS, counted)


@requires(Permission.WORKLIST_READ)
@never_cache
@require_safe
def worklists(request: HttpRequest) -> HttpResponse:
    """The RW of a kelurahan, the one where visits change most first, and each list's share."""
    user, publication = user_of(request), requested_publication()
    asked = selection_of(user, request.GET)
    if publication is None or asked is None:
        return render(request, "office/worklists/none.html", {"has_territory": asked is not None})
    shown = {
        "choices": choices_of(user, asked.village),
        "asked": asked,
        "village": village_name(asked.village),
        "rows": neighbourhoods_in(asked, publication),
        "no_rw": NO_RW,
        "lists": [(w.value, label, MEANINGS[w]) for w, label in LABELS.items()],
    }
    return render(request, "office/worklists/neighbourhoods.html", shown)


def _recorded_families(
    request: HttpRequest,
    asked: Selection,
    publication: CurrentPublication,
    *,
    verb: str,
    start: int,
    size: int,
    purpose: Purpose = Purpose.NONE,
) -> tuple[list[Listed], int]:
    """Read a part of a list, and record whom it showed."""
    journal = journal_of_office()
    with recorded(
        journal, verb, "worklist", by=user_of(request).actor, at=timezone.now()
    ) as record:
        with connection.cursor() as cursor:
            found, total = listed_families(
                cursor, asked.worklist, asked.where(publication), start=start, size=size
            )
        record.object_id = asked.worklist.value
        record.purpose = purpose
        record.payload.update(village=asked.village, rw=asked.rw or "", rows=len(found))
        record.subjects = tuple(sorted(journal.family(f.family_number) for f in found))
    return list(found), total


@requires(Permission.WORKLIST_READ)
@never_cache
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """One list of a kelurahan or one RW, fifty families a page; the look is recorded."""
    user, publication = user_of(request), requested_publication()
    asked = selection_of(user, request.GET)
    if publication is None or asked is None:
        return render(request, "office/worklists/none.html", {"has_territory": asked is not None})
    start = (asked.page - 1) * PAGE
    found, total = _recorded_families(
        request, asked, publication, verb="WORKLIST_READ", start=start, size=PAGE
    )
    shown = {
        "asked": asked,
        "title": LABELS[asked.worklist],
        "meaning": MEANINGS[asked.worklist],
        "village": village_name(asked.village),
        "lists": [(w.value, label, w is asked.worklist) for w, label in LABELS.items()],
        "stops": stops_of(found),
        "total": total,
        "first": start + 1,
        "last": start + len(found),
        "newer": asked.query(page=asked.page - 1) if asked.page > 1 else "",
        "older": asked.query(page=asked.page + 1) if start + len(found) < total else "",
        "query": asked.query(),
    }
    return render(request, "office/worklists/families.html", shown)


@requires(Permission.WORKLIST_EXPORT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def worklist_file(request: HttpRequest) -> HttpResponse:
    """Ask what the file is for; then the file, its taking recorded with everybody in it."""
    user, publication = user_of(request), requested_publication()
    asked = selection_of(user, request.GET)
    if publication is None or asked is None:
        return render(request, "office/worklists/none.html", {"has_territory": asked is not None})
    form = VisitPurpose(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        shown = {
            "form": form,
            "asked": asked,
            "title": LABELS[asked.worklist],
            "village": village_name(asked.village),
            "query": asked.query(),
            "most": MOST_IN_FILE,
        }
        return render(request, "office/worklists/take.html", shown)
    purpose = Purpose(form.cleaned_data["purpose"])
    found, _total = _recorded_families(
        request, asked, publication,
        verb="WORKLIST_EXPORT", start=0, size=MOST_IN_FILE, purpose=purpose,
    )  # fmt: skip
    text = visit_file(
        found,
        village=village_name(asked.village),
        title=str(LABELS[asked.worklist]),
        by=f"{user.name} ({user.username})",
        at=timezone.localtime(),
        purpose=str(ASKED[purpose]),
    )
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    name = f"{asked.worklist.value}-{asked.village}{f'-rw{asked.rw}' if asked.rw else ''}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
