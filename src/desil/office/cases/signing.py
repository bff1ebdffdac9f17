"""The signatures of the wali kota: batches without anybody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.cases.actions.signing import (
    MOST_AT_ONCE,
    refuse_to_sign,
    sign_cases,
    take_signature_back,
)
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step, reasons
from desil.cases.queries.lists import ToSign, Wanted, cases_to_sign, signed_unsent
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON
from desil.office.cases.desk import DUE, DUE_TODAY, LATE
from desil.office.cases.forms import note_field
from desil.office.cases.request_context import acted, fault_text, officer_here, today
from desil.office.cases.words import (
    ClockText,
    clock_text,
    kind_label,
    reason_label,
    step_label,
    village_label,
)
from desil.ui.family.facts import said
from desil.ui.posting.confirmation import Asking, confirmation_page


@dataclass(frozen=True, slots=True)
class SignRow:
    """A case as whoever signs sees it, in words."""

    number: str
    kind: str
    is_urgent: bool
    village: str
    clock: ClockText | None
    facts: str
    takers: list[tuple[str, str]]


class RefusalForm(forms.Form):
    """One case that is not signed, and the coded reason."""

    number = forms.ChoiceField(label=_lazy("Permohonan yang tidak ditandatangani"))
    reason = forms.ChoiceField(label=_lazy("Alasan"))
    note = note_field(_lazy("Catatan (boleh kosong)"))

    def __init__(self, waiting: list[ToSign], data: object = None) -> None:
        super().__init__(data, auto_id="tolak_%s")  # type: ignore[arg-type] # handed on as it came
        known = {code for one in waiting for code in kinds()[one.kind].reasons_at(Step.SIGN)}
        # a ChoiceField
        self.fields["number"].choices = [(w.number, w.number) for w in waiting]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (code, reason_label(code)) for code in reasons() if code in known
        ]


def _fact_label(name: str) -> str:
    if name in happenings():
        return said(happenings()[name].label)
    table = FAMILY if name in FAMILY.names else PERSON
    return said(table.column(name).label) if name in table.names else name


def _row(one: ToSign) -> SignRow:
    return SignRow(
        one.number,
        kind_label(one.kind),
        one.is_urgent,
        village_label(one.village_code),
        clock_text(one.due_on, today()),
        ", ".join(map(_fact_label, one.facts)),
        [(step_label(step), name) for step, name in one.takers],
    )


def wanted_to_sign(due: str, day: date) -> Wanted:
    """The cases to sign of an address of this page; every one for any other word."""
    return Wanted(due_on=day if due == DUE_TODAY else None, late_on=day if due == LATE else None)


def _page(request: HttpRequest, waiting: list[ToSign], refusal: RefusalForm) -> HttpResponse:
    rows = [_row(one) for one in waiting[:MOST_AT_ONCE]]
    told = {
        "rows": rows,
        "total": len(waiting),
        "due": request.GET.get("tenggat", ""),
        "dues": DUE.items(),
        "form": refusal,
        "is_refusal_sent": refusal.is_bound,
        "signed": [_row(one) for one in signed_unsent(officer_here(request))],
    }
    return render(request, "office/cases/sign.html", told)


def _asking_to_sign(chosen: list[str]) -> Asking:
    """What is asked before signing: which cases, and what follows."""
    listed = ", ".join(sorted(set(chosen))) or "–"
    return Asking(
        _("Tanda tangani %(n)d permohonan?") % {"n": len(set(chosen))},
        [
            listed,
            _("Sesudah ini dikirim ke pusat. Sebelum dikirim, Anda dapat menariknya."),
        ],
        _("Tandatangani"),
        reverse("office:case_sign"),
    )


def _asking_to_refuse(told: Mapping[str, str]) -> Asking:
    return Asking(
        _("Tolak %(number)s?") % {"number": told["number"]},
        [
            reason_label(told["reason"]),
            _("Pemohon membaca penolakan ini di tiketnya, dan boleh keberatan satu kali."),
        ],
        _("Tolak"),
        reverse("office:case_sign"),
    )


@requires(Permission.CASE_SIGN)
@never_cache
@require_POST
def case_sign_undo(request: HttpRequest) -> HttpResponse:
    """Take one's own signature back, before the case is sent."""
    number = request.POST.get("number", "")
    asking = Asking(
        _("Tarik tanda tangan %(number)s?") % {"number": number},
        [_("Permohonannya menunggu tanda tangan lagi.")],
        _("Tarik tanda tangan"),
        reverse("office:case_sign"),
    )
    if (page := confirmation_page(request, asking)) is not None:
        return page
    fault = acted(request, partial(take_signature_back, number), _("Tanda tangan ditarik."))
    if fault is not None:
        messages.error(request, fault_text(fault))
    return redirect("office:case_sign")


@requires(Permission.CASE_SIGN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_sign(request: HttpRequest) -> HttpResponse:
    """What waits for a signature; those ticked are signed together, all or none."""
    if request.method == "POST":
        chosen = request.POST.getlist("number")
        if (page := confirmation_page(request, _asking_to_sign(chosen))) is not None:
            return page
        told = _("%(n)d permohonan ditandatangani.") % {"n": len(set(chosen))}
        fault = acted(request, partial(sign_cases, chosen), told)
        if fault is not None:
            messages.error(request, fault_text(fault))
        return redirect("office:case_sign")
    wanted = wanted_to_sign(request.GET.get("tenggat", ""), today())
    waiting = cases_to_sign(officer_here(request), wanted)
    return _page(request, waiting, RefusalForm(waiting))


@requires(Permission.CASE_SIGN)
@never_cache
@require_POST
def case_sign_refuse(request: HttpRequest) -> HttpResponse:
    """Refuse one at the signature, with a coded reason."""
    waiting = cases_to_sign(officer_here(request))
    form = RefusalForm(waiting, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        if (page := confirmation_page(request, _asking_to_refuse(told))) is not None:
            return page
        refuse = partial(refuse_to_sign, told["number"], reason=told["reason"], note=told["note"])
        fault = acted(request, refuse, _("Tersimpan."))
        if fault is None:
            return redirect("office:case_sign")
        form.add_error(None, fault_text(fault))
    return _page(request, waiting, form)
