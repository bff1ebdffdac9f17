"""Lists: all of them, and one with its counts and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.dictionary.areas import city_villages
from desil.dictionary.columns.eligibility import ListState
from desil.errors import NotFound
from desil.jobs.list_models import ProgrammeList
from desil.jobs.states import ListProposalState
from desil.office.programmes.list_rows import STATES, list_page, requested_state
from desil.office.programmes.signature import signature_of
from desil.office.programmes.words import list_name, list_state, quota_text, row_state
from desil.office.worklists.selection import villages_of
from desil.programmes.lists import (
    all_lists,
    counts_of,
    is_specific_list,
    list_numbered,
    lists_to_propose,
    lists_to_sign,
)
from desil.ui.places import place_name

TO_SIGN, TO_PROPOSE = "tanda-tangan", "usulan"


class ReasonForm(forms.Form):
    """Why a list is proposed, signed, rejected or revoked."""

    reason = forms.CharField(
        label=_lazy("Alasan"),
        min_length=5,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FileForm(forms.Form):
    """What a file of a list is for."""

    purpose = forms.CharField(
        label=_lazy("Keperluan"),
        help_text=_lazy("Tertulis di setiap lembar berkas dan di log audit."),
        min_length=10,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class StateRow:
    """The families and persons in one state, and the reasons of those who are not eligible."""

    label: str
    families: int
    persons: int
    million_rupiah: int
    reasons: Sequence[tuple[str, int]]


def requested_list(list_id: str) -> ProgrammeList:
    """The list of an address; Http404 where there is none."""
    try:
        return list_numbered(list_id)
    except NotFound as fault:
        raise Http404("daftar tidak ada") from fault


def state_rows(counts: Sequence[dict[str, Any]]) -> list[StateRow]:
    """The states in their order; together they are every family."""
    says = "says_en" if get_language() == "en" else "says_id"
    rows = []
    for state in ListState:
        own = [c for c in counts if c["state"] == state.value]
        reasons = [(c[says], c["families"]) for c in own] if state not in STATES else []
        totals = (sum(c[k] for c in own) for k in ("families", "persons", "thousand_rupiah"))
        families, persons, thousands = totals
        reasons.sort(key=lambda r: -r[1])
        rows.append(StateRow(row_state(state), families, persons, thousands // 1000, reasons))
    return rows


def _areas(user: User) -> list[tuple[str, str]]:
    """The kelurahan of the reader; all of them for who sees no people, and so only counts."""
    found = [(v.bps, place_name(v.name)) for v in city_villages()]
    return villages_of(user) or sorted(found, key=lambda v: v[1])


def _requested_area(request: HttpRequest, user: User) -> str:
    area, territory = request.GET.get("wilayah", ""), user.territory
    is_kelurahan = area.isascii() and area.isdecimal() and len(area) == 10
    if area and not (is_kelurahan and (territory.has(area) or not territory.villages)):
        raise Http404("kelurahan tidak dikenal")
    return area


def _requested_lists(waits: str, user: User) -> Iterable[ProgrammeList]:
    if waits == TO_SIGN:
        return lists_to_sign(user.actor)
    if waits == TO_PROPOSE:
        return lists_to_propose()
    if waits:
        raise Http404("tidak ada daftar yang menunggu itu")
    return all_lists()


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def programme_lists(request: HttpRequest) -> HttpResponse:
    """Every list and how it stands, or those that wait for the reader."""
    waits = request.GET.get("menunggu", "")
    rows = [
        (told, list_name(told), list_state(told.state), quota_text(told.quota))
        for told in _requested_lists(waits, user_of(request))
    ]
    return render(request, "office/programmes/lists.html", {"rows": rows, "waits": waits})


@requires(Permission.PROGRAMME_READ)
@never_cache
@require_safe
def programme_list(request: HttpRequest, list_id: str) -> HttpResponse:
    """One list: counts that add up, what may be done with it, and for those who may look for
    families its rows; where a row hints at disability, to those who may read that."""
    user, told = user_of(request), requested_list(list_id)
    area, state = _requested_area(request, user), requested_state(request)
    counts, signature = state_rows(counts_of(told, area)), signature_of(request, told)
    is_closed = is_specific_list(told) and not user.may(Permission.SPECIFIC_READ)
    may_see = user.may(Permission.FAMILY_SEARCH) and not is_closed
    is_own = told.proposed_by == user.actor
    may_sign, may_propose = user.may(Permission.LIST_SIGN), user.may(Permission.LIST_PROPOSE)
    may_take = told.state in {ListProposalState.LOADED, ListProposalState.WITHDRAWN}
    shown = {
        "told": told,
        "name": list_name(told),
        "state_label": list_state(told.state),
        "quota": quota_text(told.quota),
        "counts": counts,
        "eligible": counts[0].families + counts[1].families,
        "all_families": sum(c.families for c in counts),
        "areas": _areas(user),
        "area": area,
        "state": state,
        "states": [(s.value, row_state(s)) for s in STATES],
        "is_closed": is_closed and user.may(Permission.FAMILY_SEARCH),
        "signature": signature,
        "page": list_page(request, told, area, state) if may_see and not signature.fault else None,
        "form": ReasonForm(),
        "file_form": FileForm(),
        "does_propose": may_propose and may_take and not signature.fault,
        "does_sign": may_sign and told.state == ListProposalState.OPEN and not is_own,
        "does_withdraw": may_propose and told.state == ListProposalState.OPEN and is_own,
        "does_revoke": may_sign and told.state == ListProposalState.APPROVED and not is_own,
    }
    return render(request, "office/programmes/list.html", shown)
