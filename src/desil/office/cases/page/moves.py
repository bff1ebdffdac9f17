"""A move of a case, sent by form: done, or the page again with what was wrong."""

from __future__ import annotations

from functools import partial
from typing import TypeGuard

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.cases.actions.moving import family_of_page
from desil.cases.queries.case_file import CaseFile
from desil.cases.workflow.events import Move
from desil.office.cases.forms import RESIDENT_AGREES, AdvanceForm, MoveForm
from desil.office.cases.page.effect import harms_applicant
from desil.office.cases.page.file import page_of, requested_file
from desil.office.cases.page.offered import OFFERS
from desil.office.cases.request_context import acted, fault_text, officer_here
from desil.office.cases.words import reason_label
from desil.ui.family.facts import said
from desil.ui.posting.confirmation import Asking, confirmation_page


def _move_named(name: str) -> Move:
    try:
        move = Move(name)
    except ValueError as fault:
        raise Http404("tidak ada tindakan itu") from fault
    if move not in OFFERS:
        raise Http404("tidak ada tindakan itu")
    return move


def _asking(file: CaseFile, move: Move, form: MoveForm) -> Asking | None:
    """What is asked before a move; None for one that asks nothing."""
    offer, number = OFFERS[move], file.case.number
    if not offer.asks:
        return None
    told = form.cleaned_data
    reason = reason_label(told["reason"]) if "reason" in told else ""
    lines = [f"{number}, {said(file.kind.label)}.", *([reason] if reason else []), offer.asks]
    title = _("%(move)s: Anda yakin?") % {"move": offer.label}
    return Asking(title, lines, offer.label, reverse("office:case", args=[number]))


def _is_stopped(form: MoveForm, file: CaseFile, move: Move) -> TypeGuard[AdvanceForm]:
    """Whether the applicant has to be asked before the step is passed."""
    if not isinstance(form, AdvanceForm) or move not in file.moves:
        return False
    if form.details.get(RESIDENT_AGREES):
        return False
    return harms_applicant(file)


@requires(Permission.CASE_READ, family=family_of_page)
@never_cache
@require_POST
def case_move(request: HttpRequest, number: str, move: str) -> HttpResponse:
    """Do it and show the case; a fault is told on the page, which keeps what was typed. That
    something happened to the case meanwhile is told so too."""
    chosen = _move_named(move)
    file = requested_file(request, number)
    offer = OFFERS[chosen]
    form = offer.form(file, chosen.value, request.POST, by=officer_here(request))
    if form.is_valid() and _is_stopped(form, file, chosen):
        form.ask_resident()
        form.add_error(RESIDENT_AGREES, _("Perubahan ini dapat merugikan keluarga. Tanyakan dulu."))
    elif form.is_valid():
        asks = _asking(file, chosen, form) if chosen in file.moves else None
        if asks is not None and (page := confirmation_page(request, asks)) is not None:
            return page
        act = partial(offer.act(form), number)
        fault = acted(request, act, _("Tersimpan."))
        if fault is None:
            return redirect("office:case", number)
        form.add_error(None, fault_text(fault))
    form.renew(file)
    return page_of(request, file, sent=(chosen, form))
