"""The page on which families are found."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.actions.recorded import recorded
from desil.accounts.masking import mask_address, mask_name, mask_number, words_of
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.dictionary.areas import city_villages
from desil.errors import UsageFault
from desil.register.search.question import LONGEST, SearchQuestion, read_question
from desil.register.search.results import MOST, SearchResult, find
from desil.ui.standings import UNRANKED, decile_label, style_of


class SearchForm(forms.Form):
    """One box."""

    question = forms.CharField(
        label=_("NIK, nomor KK, nama, atau alamat"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One family found, masked but for the words asked for; `handle` leads to its page."""

    handle: str
    name: str
    number: str
    born: int | None
    village: str
    address: str
    decile: str
    style: str
    is_earlier_number: bool


def _row(found: SearchResult, known: frozenset[str], villages: dict[str, str]) -> ResultRow:
    return ResultRow(
        handles_of_office().of("kk", found.family_number),
        mask_name(found.name, known),
        mask_number(found.nik or found.family_number),
        found.birth_date.year if found.birth_date else None,
        villages.get(found.village_code, found.village_code),
        mask_address(found.address, known),
        decile_label(found.decile) if found.decile else str(UNRANKED.label),
        style_of(found.decile) if found.decile else UNRANKED.style,
        found.is_earlier_number,
    )


def _searched(request: HttpRequest, question: SearchQuestion) -> list[ResultRow]:
    """Look, and record that it was done: by what kind of question and whom it showed, never the
    text."""
    journal = journal_of_office()
    with recorded(
        journal, "FAMILY_SEARCH", "search", by=user_of(request).actor, at=timezone.now()
    ) as record:
        with connection.cursor() as cursor:
            found = find(cursor, question)
        record.payload.update(kind=question.kind.value, found=len(found))
        record.subjects = tuple(sorted({journal.family(f.family_number) for f in found}))
    villages = {v.bps: v.name for v in city_villages()}
    known = words_of(question.text)
    return [_row(one, known, villages) for one in found]


@requires(Permission.FAMILY_SEARCH)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The box; while one types and after asking, what it found in the reader's territory. Asked
    by POST, so that no name or number stands in an address or a server's log."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    is_live = "HX-Request" in request.headers
    shown: dict[str, object] = {"form": form, "most": MOST, "is_live": is_live}
    if request.method == "POST" and form.is_valid():
        try:
            question = read_question(form.cleaned_data["question"])
        except UsageFault as fault:
            shown["fault"] = fault
            form.add_error("question", f"{fault.message} {fault.hint}")
        else:
            shown |= {"rows": _searched(request, question), "kind": question.kind.value}
    return render(
        request, "office/_search_results.html" if is_live else "office/search.html", shown
    )
