"""A move of a case, sent by form: done, or the page again with what was wrong."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.cases.workflow.events import Move
from desil.office.cases.asked import acted, fault_text
from desil.office.cases.file import file_asked, page_of
from desil.office.cases.offered import OFFERS


def _move_named(name: str) -> Move:
    try:
        move = Move(name)
    except ValueError as fault:
        raise Http404("tidak ada tindakan itu") from fault
    if move not in OFFERS:
        raise Http404("tidak ada tindakan itu")
    return move


@requires(Permission.CASE_READ)
@never_cache
@require_POST
def case_move(request: HttpRequest, number: str, move: str) -> HttpResponse:
    """Do it and show the case; a fault is told on the page, which keeps what was typed. That
    something happened to the case meanwhile is told so too."""
    chosen = _move_named(move)
    file = file_asked(request, number)
    form = OFFERS[chosen].form(file, chosen.value, request.POST)
    if form.is_valid():
        act = partial(OFFERS[chosen].act(form), number)
        fault = acted(request, act, _("Tersimpan."))
        if fault is None:
            return redirect("office:case", number)
        form.add_error(None, fault_text(fault))
    return page_of(request, file, sent=(chosen, form))
