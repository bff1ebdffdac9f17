"""Asking the office for something: a type, what one says, and which facts are wrong."""

from __future__ import annotations

import secrets
import uuid
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from desil.accounts.session import journal_of_office
from desil.cases.actions.entering import LONGEST_TOLD, Applicant, Entry, enter_case
from desil.cases.actions.people import RESIDENT
from desil.cases.changes.asked import AskedChange
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import About, Door
from desil.cases.ticket import RANDOM_BYTES, shown
from desil.dictionary.tables import FAMILY
from desil.errors import DesilError, Refused
from desil.portal.asking import Waiting
from desil.portal.pages.asked import MANY, asked_again
from desil.portal.pages.guarded import for_the_resident
from desil.portal.proof.limits import OF_FILING, require_calm
from desil.portal.proof.session import birth_date_here
from desil.registry.residents.resident import Resident
from desil.ui.family.facts import said

_PURPOSE = "filing"
_SHOWN = "facts_shown"  # the page that was sent had the facts on it
_ABOUT = frozenset({About.FAMILY, About.PERSON, About.NOBODY})


def open_kinds() -> dict[str, Kind]:
    """What a resident may ask for here; what is about another family is asked at the counter."""
    return {
        name: kind
        for name, kind in kinds().items()
        if Door.PORTAL in kind.doors and kind.about in _ABOUT
    }


class FilingForm(Waiting):
    """One case: what is said, a telephone number, and the facts of the home that are wrong."""

    kind = forms.ChoiceField(label=_("Apa yang Anda minta?"), widget=forms.RadioSelect)
    told = forms.CharField(
        label=_("Ceritakan singkat"),
        max_length=LONGEST_TOLD,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(
        label=_("Nomor telepon (boleh kosong)"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    client_key = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["kind"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (name, said(kind.says)) for name, kind in open_kinds().items()
        ]


class FactForm(forms.Form):
    """The coded facts of the home that a type of case may change; empty means: stays."""

    def __init__(self, kind: Kind, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in kind.facts.get("family", ()):
            codes = FAMILY.column(name).codes
            if codes is not None:
                self.fields[name] = forms.ChoiceField(
                    label=said(FAMILY.column(name).label),
                    required=False,
                    choices=[
                        ("", _("tetap")),
                        *((str(c), said(codes.label_of(c))) for c in codes.values),
                    ],
                )

    def changes(self) -> tuple[AskedChange, ...]:
        """What was chosen."""
        return tuple(
            AskedChange("family", name, value) for name, value in self.cleaned_data.items() if value
        )


def _entry(told: dict[str, str], facts: FactForm, resident: Resident, born: str) -> Entry:
    kind = open_kinds()[told["kind"]]
    is_about_family = kind.about is not About.NOBODY
    return Entry(
        kind.name,
        Door.PORTAL.value,
        told["client_key"],
        Applicant("", resident.nik, date.fromisoformat(born), told["phone"]),
        family_number=resident.family_number if is_about_family else "",
        nik=resident.nik if kind.about is About.PERSON else "",
        village_code="" if is_about_family else resident.village_code,
        told=told["told"],
        changes=facts.changes(),
    )


def _is_complete(request: HttpRequest, form: FilingForm, facts: FactForm | None) -> bool:
    """Whether everything was seen and filled in: facts that may be wrong are shown before."""
    if request.method != "POST" or facts is None or not form.is_valid():
        return False
    was_shown = not facts.fields or _SHOWN in request.POST
    return was_shown and facts.is_valid()


@for_the_resident
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: HttpRequest, resident: Resident) -> HttpResponse:
    """The form, with the facts that the chosen type may change; then the receipt with the ticket.
    Sent twice, it is one case."""
    at, template = timezone.now(), "portal/filing.html"
    sent = request.POST if request.method == "POST" else None
    form = FilingForm(sent, initial={"client_key": uuid.uuid4().hex})
    chosen = open_kinds().get(request.POST.get("kind", request.GET.get("jenis", "")))
    facts = FactForm(chosen, sent) if chosen else None
    if sent is None and chosen:
        form.initial["kind"] = chosen.name
    if not _is_complete(request, form, facts) or facts is None:
        return asked_again(request, template, form, _PURPOSE, at, facts=facts)
    try:
        require_calm(request, _PURPOSE, request.POST["token"], {OF_FILING: resident.nik}, at)
        entered = enter_case(
            entry=_entry(form.cleaned_data, facts, resident, birth_date_here(request, at)),
            randomness=secrets.token_bytes(RANDOM_BYTES),
            by=RESIDENT,
            at=at,
            journal=journal_of_office(),
        )
    except DesilError as fault:
        status = MANY if isinstance(fault, Refused) else 200
        return asked_again(
            request, template, form, _PURPOSE, at, fault=fault, status=status, facts=facts
        )
    receipt = {"case": entered.case, "ticket": shown(entered.case.ticket)}
    return render(request, "portal/receipt.html", receipt)
