"""The page on which families are found."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.actions.recorded import recorded
from desil.accounts.masking import words_of
from desil.accounts.permissions import Permission
from desil.accounts.purpose import ASKED, give_purpose_of_sitting, purpose_of_sitting
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.audit.event import Purpose
from desil.cases.models import Case
from desil.cases.queries.lists import cases_named, is_case_number
from desil.dictionary.areas import city_villages
from desil.errors import UsageFault
from desil.office.cases.desk import CaseRow, case_row
from desil.office.cases.request_context import today
from desil.office.people.result_rows import ResultRow, clear_villages, own_villages, result_rows
from desil.office.people.search_session import (
    is_page_name,
    keep_question,
    question_on,
    recent_families,
)
from desil.register.search.question import LONGEST, SearchQuestion, read_question
from desil.register.search.results import MOST, SearchResult, families_numbered, find

_CASE = "case"
_RECENT = "recent"


class SearchForm(forms.Form):
    """One box; and what for, where the reader's own kelurahan is shown in clear."""

    question = forms.CharField(
        label=_("Nama, NIK, nomor KK, alamat, atau nomor permohonan"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    purpose = forms.ChoiceField(
        label=_("Untuk apa? (sekali selama Anda masuk)"),
        choices=[("", _("pilih dulu")), *((p.value, label) for p, label in ASKED.items())],
        required=False,
    )
    ke = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: object, asks_purpose: bool, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type] # handed on as it came
        if not asks_purpose:
            del self.fields["purpose"]


def _form(request: HttpRequest, page: str, text: str = "") -> SearchForm:
    """The box as it was sent, or with the question that the page was asked before."""
    said = {"question": text, "purpose": purpose_of_sitting(request).value, "ke": page}
    sent = request.POST if request.method == "POST" else said if text else None
    form = SearchForm(sent, initial=said, asks_purpose=bool(own_villages(request)))
    form.is_valid()  # so that a fault of the search may be added to it
    return form


def _rows(
    request: HttpRequest,
    kind: str,
    look: Callable[[], Sequence[SearchResult]],
    *,
    in_clear: Collection[str],
    known: frozenset[str] = frozenset(),
) -> list[ResultRow]:
    """Look, and record that it was done: by what kind of question, what for, whom it showed and
    how many of them in clear; never the text."""
    journal = journal_of_office()
    with recorded(
        journal, "FAMILY_SEARCH", "search", by=user_of(request).actor, at=timezone.now()
    ) as record:
        results = look()
        rows = result_rows(results, in_clear, known)
        shown_clear = sum(row.is_clear for row in rows)
        record.payload.update(kind=kind, found=len(rows), clear=shown_clear)
        record.purpose = purpose_of_sitting(request)
        record.subjects = tuple(sorted({journal.family(r.family_number) for r in results}))
    return rows


def _families(request: HttpRequest, question: SearchQuestion) -> list[ResultRow]:
    sees_city = user_of(request).territory.is_whole_city

    def look() -> list[SearchResult]:
        with connection.cursor() as cursor:
            return find(cursor, question, sees_city=sees_city)

    known = words_of(question.text)
    return _rows(request, question.kind.value, look, in_clear=clear_villages(request), known=known)


def _cases(request: HttpRequest, text: str) -> list[CaseRow]:
    """The case that a ticket or a case number names, where the reader may see it; recorded."""
    if not user_of(request).may(Permission.CASE_READ):
        return []
    named: list[Case] = cases_named(text)
    if not named:
        return []
    journal = journal_of_office()
    with recorded(
        journal, "FAMILY_SEARCH", "search", by=user_of(request).actor, at=timezone.now()
    ) as record:
        record.payload.update(kind=_CASE, found=len(named))
        record.purpose = purpose_of_sitting(request)
        record.subjects = tuple(journal.family(c.family_number) for c in named if c.family_number)
    return [case_row(case, today()) for case in named]


def _answer(request: HttpRequest, text: str) -> dict[str, object]:
    """What a question finds. UsageFault for one that cannot be looked for."""
    if named := _cases(request, text):
        return {"cases": named}
    if is_case_number(text):
        return {"cases": []}
    question = read_question(text)
    return {"rows": _families(request, question), "kind": question.kind.value}


def _recent(request: HttpRequest) -> list[ResultRow]:
    """The families that the reader opened in this sitting, each for a purpose, and may still see;
    in clear, as they were read."""
    handles = recent_families(request)
    if not handles:
        return []
    numbers = [handles_of_office().number("kk", handle) for handle in handles]

    def look() -> list[SearchResult]:
        with connection.cursor() as cursor:
            return families_numbered(cursor, numbers)

    everywhere = {village.bps for village in city_villages()}
    return _rows(request, _RECENT, look, in_clear=everywhere)


def _page(request: HttpRequest, form: SearchForm, text: str, *, is_live: bool) -> HttpResponse:
    shown: dict[str, object] = {
        "form": form,
        "most": MOST,
        "is_live": is_live,
        "asks_purpose": bool(own_villages(request)),
        "is_clear": bool(clear_villages(request)),
    }
    if text:
        try:
            shown |= _answer(request, text)
        except UsageFault as fault:
            shown["fault"] = fault
            form.add_error("question", f"{fault.message} {fault.hint}")
    elif not is_live:
        shown["recent"] = _recent(request)
    template = "office/_search_results.html" if is_live else "office/search.html"
    return render(request, template, shown)


@requires(Permission.FAMILY_SEARCH)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The box; while one types and after asking, what it found in the reader's territory.

    Asked by POST, so that no name or number stands in an address or a server's log. The address
    of an answer holds a random name, by which this session alone finds the question again: going
    back shows it as it was.
    """
    asked = request.POST.get("ke", "") if request.method == "POST" else request.GET.get("ke", "")
    page = asked if is_page_name(asked) else secrets.token_urlsafe(9)
    if request.method != "POST":
        text = question_on(request, page)
        return _page(request, _form(request, page, text), text, is_live=False)
    is_live = "HX-Request" in request.headers
    form = _form(request, page)
    if not form.is_valid():
        return _page(request, form, "", is_live=is_live)
    text = form.cleaned_data["question"]
    keep_question(request, page, text)
    if purpose := form.cleaned_data.get("purpose"):
        give_purpose_of_sitting(request, Purpose(purpose))
    address = f"{reverse('office:search')}?ke={page}"
    if not is_live:
        return redirect(address)
    answer = _page(request, form, text, is_live=True)
    answer["HX-Replace-Url"] = address
    return answer
