"""Asking the office for something: the form of the resident's own page, then the receipt."""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from desil.accounts.residents.codes import code_giver
from desil.accounts.session import journal_of_office
from desil.cases.actions.entering import Applicant, Entry, enter_case
from desil.cases.actions.people import RESIDENT
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import About, Door
from desil.cases.queries.tickets import has_open_request
from desil.cases.ticket import RANDOM_BYTES, shown
from desil.errors import DesilError, Refused
from desil.portal.pages.guarded import for_the_resident
from desil.portal.pages.repeated_form import MANY, repeated_page
from desil.portal.proof.limits import OF_FILING, require_calm
from desil.portal.proof.session import birth_date_here
from desil.portal.request_form import PURPOSE, FactsForm, RequestForm, new_request, open_kinds
from desil.register.residents.resident import Resident
from desil.ui.family.facts import said


def _entry(
    told: dict[str, str], facts: FactsForm, resident: Resident, born: str, giver: str
) -> Entry:
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
        code_by=giver,
        changes=facts.changes_for(kind),
    )


@for_the_resident
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: HttpRequest, resident: Resident) -> HttpResponse:
    """The receipt with the ticket; or the form (that stands on the own page) alone, with what is
    wrong. Sent twice, it is one case."""
    at, template = timezone.now(), "portal/filing.html"
    if request.method != "POST":
        empty = new_request(at)
        if has_open_request(resident.nik):
            empty.ask_despite()
        return repeated_page(request, template, empty, PURPOSE, at, facts=FactsForm())
    form, facts = RequestForm(request.POST), FactsForm(request.POST)
    if has_open_request(resident.nik, without_key=request.POST.get("client_key", "")):
        form.ask_despite()
    if not (form.is_valid() and facts.is_valid()):
        return repeated_page(request, template, form, PURPOSE, at, facts=facts)
    giver = code_giver(resident.nik, secret=settings.SECRET_KEY, at=at)
    try:
        entry = _entry(form.cleaned_data, facts, resident, birth_date_here(request, at), giver)
        require_calm(request, PURPOSE, request.POST["token"], {OF_FILING: resident.nik}, at)
        entered = enter_case(
            entry=entry,
            randomness=secrets.token_bytes(RANDOM_BYTES),
            by=RESIDENT,
            at=at,
            journal=journal_of_office(),
        )
    except DesilError as fault:
        status = MANY if isinstance(fault, Refused) else 200
        return repeated_page(
            request, template, form, PURPOSE, at, fault=fault, status=status, facts=facts
        )
    receipt = {
        "case": entered.case,
        "ticket": shown(entered.case.ticket),
        "noun": said(kinds()[entered.case.kind].noun),
    }
    return render(request, "portal/receipt.html", receipt)
