"""Whether a delivery counts: shown on its page, with the decisions that a reader may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.engine.store import Store
from desil.intake.record.delivery_file import Delivery
from desil.jobs.deliveries.standing import (
    SHORTEST_REASON,
    decide_withdrawal,
    release,
    restore,
    withdraw,
)
from desil.office.work.request_context import done, store_of_office
from desil.plausibility.delivery_check import read_deviations
from desil.plausibility.ledger import Act, Entry, History, Standing, history_of, ledger_entries
from desil.publication.gate import deviation_lines
from desil.sources.source import CORRECTION_SOURCE
from desil.ui.posting.confirmation import Asking, confirmation_page


class ReasonForm(forms.Form):
    """Why: it goes into the log."""

    because = forms.CharField(
        label=_lazy("Alasan"),
        help_text=_lazy("Tercatat di log audit bersama nama Anda."),
        min_length=SHORTEST_REASON,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the page lists it."""

    label: str
    by: str
    at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class StandingShown:
    """The standing of a delivery, what deviates, what was decided, and what this reader may do."""

    standing: Standing
    deviations: list[str]
    decisions: list[Decision]
    proposal: Entry | None
    may_release: bool
    may_withdraw: bool
    may_restore: bool
    may_decide: bool
    may_take_back: bool


def standing_label(history: History) -> str:
    """Whether runs use a delivery."""
    if history.proposal:
        return _("dipakai; penarikan diusulkan")
    return {
        Standing.COUNTS: _("dipakai"),
        Standing.HELD: _("ditahan"),
        Standing.WITHDRAWN: _("ditarik"),
    }[history.standing]


class Awaited(StrEnum):
    """What a delivery waits for; its value stands in addresses."""

    RELEASE = "ditahan"  # a check holds it back
    SECOND_PERSON = "penarikan"  # somebody else proposed to withdraw it


def is_awaiting(history: History, awaited: Awaited, actor: str) -> bool:
    """Whether a delivery waits for this of this person."""
    if awaited is Awaited.RELEASE:
        return history.standing is Standing.HELD
    return history.proposal is not None and history.proposal.by != actor


def _act_label(act: Act) -> str:
    return {
        Act.RELEASE: _("Dipakai meski menyimpang"),
        Act.WITHDRAW: _("Ditarik"),
        Act.RESTORE: _("Penarikan dibatalkan"),
        Act.PROPOSE_WITHDRAWAL: _("Penarikan diusulkan"),
        Act.KEEP: _("Penarikan ditolak"),
    }[act]


def standing_shown(store: Store, delivery: Delivery, user: User) -> StandingShown:
    """What the page of a delivery shows of its standing."""
    history = history_of(ledger_entries(store), delivery.id, delivery.folder)
    own = history.proposal is not None and history.proposal.by == user.actor
    hands_in, decides = user.may(Permission.DELIVERY_HAND_IN), user.may(Permission.DELIVERY_RELEASE)
    there = history.standing is not Standing.WITHDRAWN
    return StandingShown(
        history.standing,
        deviation_lines(read_deviations(delivery.folder), get_language() or "id"),
        [
            Decision(_act_label(e.act), e.by_name, datetime.fromisoformat(e.at), e.because)
            for e in history.entries
        ],
        history.proposal,
        decides and history.standing is Standing.HELD,
        hands_in and there and history.proposal is None and delivery.source != CORRECTION_SOURCE,
        hands_in and not there,
        decides and history.proposal is not None and not own,
        own,
    )


# What is asked before: the title, what follows, and the button.
_ASKED: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    "withdraw": (
        _lazy("Tarik kiriman ini?"),
        _lazy("Run berikutnya tidak memakainya. Kiriman yang sudah terbit menunggu orang kedua."),
        _lazy("Tarik kiriman"),
    ),
    "approve": (
        _lazy("Setujui penarikan kiriman ini?"),
        _lazy("Run berikutnya tidak memakai isinya."),
        _lazy("Tarik kiriman"),
    ),
    "release": (
        _lazy("Pakai kiriman ini meski menyimpang?"),
        _lazy("Run berikutnya memakai isinya."),
        _lazy("Pakai meski menyimpang"),
    ),
}


@requires(Permission.DELIVERY_HAND_IN, Permission.DELIVERY_RELEASE)
@never_cache
@require_http_methods(["POST"])
def delivery_decide(request: HttpRequest, delivery_id: str) -> HttpResponse:
    """Release, withdraw, restore, or answer a proposal to withdraw; the form says which."""
    form, act = ReasonForm(request.POST), request.POST.get("act", "")
    answered = partial(decide_withdrawal, is_approved=act == "approve")
    acts: dict[str, tuple[Callable[..., Entry], Permission, str]] = {
        "release": (release, Permission.DELIVERY_RELEASE, _("Dipakai mulai run berikutnya.")),
        "withdraw": (
            withdraw,
            Permission.DELIVERY_HAND_IN,
            _("Penarikan dicatat. Keadaannya sekarang tertulis di bawah."),
        ),
        "restore": (
            restore,
            Permission.DELIVERY_HAND_IN,
            _("Penarikan dibatalkan. Keadaannya sekarang tertulis di bawah."),
        ),
        "approve": (answered, Permission.DELIVERY_RELEASE, _("Kiriman ditarik.")),
        "reject": (answered, Permission.DELIVERY_RELEASE, _("Kiriman tetap dipakai.")),
        "take_back": (answered, Permission.DELIVERY_HAND_IN, _("Kiriman tetap dipakai.")),
    }
    if act not in acts or not form.is_valid():
        messages.error(request, _("Tulis alasannya, 10 huruf atau lebih."))
        return redirect("office:delivery", delivery_id)
    action, needed, said = acts[act]
    if not user_of(request).may(needed):
        messages.error(request, _("Peran Anda tidak dapat memutuskan ini."))
        return redirect("office:delivery", delivery_id)
    if act in _ASKED:
        title, says, button = _ASKED[act]
        back = reverse("office:delivery", args=[delivery_id])
        if (page := confirmation_page(request, Asking(title, [says], button, back))) is not None:
            return page
    because = form.cleaned_data["because"]
    done(request, partial(action, store_of_office(), delivery_id, because), said)
    return redirect("office:delivery", delivery_id)
