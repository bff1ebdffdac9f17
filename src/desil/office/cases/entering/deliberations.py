"""A village deliberation on one page: its papers and a workbook, checked whole, then done."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.masking import mask_number
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.cases.actions.deliberation import (
    Dealt,
    Deliberation,
    Hand,
    Outcome,
    carry_out,
    check_deliberation,
)
from desil.cases.actions.evidence import keep_evidence
from desil.cases.bulk.reading import CellFault, ReadSheet, read_sheet
from desil.cases.bulk.sheet import MOST_ROWS, Waiting, workbook
from desil.cases.kinds.words import Step
from desil.cases.queries.lists import Wanted, listed
from desil.cases.ticket import RANDOM_BYTES, shown
from desil.errors import DesilError
from desil.office.cases.document_form import ACCEPTED, held_to_size
from desil.office.cases.forms import day_field
from desil.office.cases.request_context import door_of, evidence_folder, fault_text, officer_here
from desil.office.cases.words import document_label, kind_label
from desil.office.work.request_context import record_fault

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAPERS = ("minutes", "attendance_list")
_DEALT: dict[Dealt, str | Promise] = {
    Dealt.ENTERED: _("Dicatat"),
    Dealt.AGREED: _("Disetujui musyawarah"),
    Dealt.REFUSED: _("Tidak disetujui"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """A row that was done, in words."""

    row: int
    dealt: str | Promise
    number: str
    ticket: str


class DeliberationForm(forms.Form):
    """When it was held, who came, and its papers."""

    held_on = day_field(_("Tanggal musyawarah"))
    attended = forms.IntegerField(label=_("Jumlah yang hadir"), min_value=1, max_value=5000)
    minutes = forms.FileField(
        label=_("Berita acara"), widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
    attendance_list = forms.FileField(
        label=_("Daftar hadir"), widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
    workbook = forms.FileField(
        label=_("Berkas XLSX yang sudah diisi"), widget=forms.FileInput(attrs={"accept": XLSX})
    )

    def clean(self) -> dict[str, Any]:
        """Files of a size that may be read, a day that has come."""
        told: dict[str, Any] = self.cleaned_data
        for name in (*_PAPERS, "workbook"):
            try:
                held_to_size(told.get(name))
            except forms.ValidationError as fault:
                self.add_error(name, fault)
        if told.get("held_on") and told["held_on"] > timezone.localdate():
            self.add_error("held_on", _("Tanggal ini belum tiba."))
        return told


def _read_upload(form: DeliberationForm) -> tuple[ReadSheet, Deliberation] | None:
    """The sheet and the deliberation; None where a file is not what it should be."""
    told = form.cleaned_data
    papers = []
    for name in _PAPERS:
        try:
            papers.append(keep_evidence(name, told[name].read(), evidence_folder()))
        except DesilError as fault:
            form.add_error(name, fault_text(fault))
    try:
        sheet = read_sheet(told["workbook"].read())
    except DesilError as fault:
        form.add_error("workbook", fault_text(fault))
        return None
    if form.errors:
        return None
    return sheet, Deliberation(told["held_on"], told["attended"], papers)


def _done(outcomes: Sequence[Outcome]) -> list[Done]:
    return [
        Done(o.row, _DEALT[o.dealt], o.number, shown(o.ticket) if o.ticket else "")
        for o in outcomes
    ]


def _sent(
    request: HttpRequest, form: DeliberationForm
) -> tuple[Sequence[CellFault], Sequence[Outcome]]:
    read = _read_upload(form)
    if read is None:
        return (), ()
    sheet, held = read
    hand = Hand(
        door_of(user_of(request)).value, officer_here(request), timezone.now(), journal_of_office()
    )
    faults = check_deliberation(sheet, held, hand)
    if faults:
        return faults, ()
    fresh = [secrets.token_bytes(RANDOM_BYTES) for _row in sheet.opened]
    try:
        return (), carry_out(sheet, held, hand, fresh)
    except DesilError as fault:
        record_fault(request, fault)
        form.add_error(None, fault_text(fault))
        return (), ()


@requires(Permission.CASE_ENTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_deliberations(request: HttpRequest) -> HttpResponse:
    """Record a deliberation for many cases at once. While a row is wrong nothing is recorded; sent
    again, what was done stays as it is."""
    is_sent = request.method == "POST"
    form = DeliberationForm(request.POST, request.FILES) if is_sent else DeliberationForm()
    faults: Sequence[CellFault] = ()
    outcomes: Sequence[Outcome] = ()
    if is_sent and form.is_valid():
        faults, outcomes = _sent(request, form)
    told = {
        "form": form,
        "faults": faults,
        "done": _done(outcomes),
        "waiting": listed(Wanted(waits_for=(Step.DELIBERATE.value,))).count(),
        "most": MOST_ROWS,
        "papers": [document_label(name) for name in _PAPERS],
    }
    return render(request, "office/cases/deliberations.html", told)


@requires(Permission.CASE_ENTER)
@never_cache
@require_safe
def case_deliberation_file(request: HttpRequest) -> HttpResponse:
    """The workbook to fill, with the cases of the reader's territory that wait for it."""
    cases = listed(Wanted(waits_for=(Step.DELIBERATE.value,)))[:MOST_ROWS]
    rows = [Waiting(c.number, kind_label(c.kind), mask_number(c.family_number)) for c in cases]
    answer = HttpResponse(workbook(rows), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="musyawarah.xlsx"'
    return answer
