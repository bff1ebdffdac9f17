"""Asking for one finding about payments as a workbook with names and addresses."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.dictionary.areas import city_villages
from desil.dictionary.columns.eligibility import RECONCILED_FINDINGS
from desil.exports.actions import ask_export
from desil.exports.listing import Question
from desil.jobs.states import ExportKind, FileFormat
from desil.office.programmes.lists import FileForm
from desil.office.work.request_context import asker_of
from desil.programmes.checked import Checked, CheckedList, newest_check
from desil.programmes.lists import is_specific_list
from desil.ui.family.facts import said


def _findings() -> list[tuple[str, str]]:
    return [(name, said(label)) for name, label in RECONCILED_FINDINGS.items()]


class ByNameForm(FileForm):
    """Which finding of which programme and area, and what the file is for."""

    finding = forms.ChoiceField(label=_lazy("Temuan"), choices=_findings)
    program = forms.CharField(widget=forms.HiddenInput)
    wilayah = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("finding", "purpose")

    def clean_wilayah(self) -> str:
        """The start of the code of a kelurahan of the city."""
        area = str(self.cleaned_data["wilayah"])
        if not any(v.bps.startswith(area) for v in city_villages()):
            raise forms.ValidationError("bukan wilayah kota ini")
        return area


def may_ask_by_name(request: HttpRequest, told: CheckedList | None) -> bool:
    """Whether somebody may have names with the findings of a list: who takes files out, and reads
    about disability where the list hints at it; only where something was paid."""
    user = user_of(request)
    if told is None or not told.paid or not user.may(Permission.PEOPLE_EXPORT):
        return False
    return user.may(Permission.SPECIFIC_READ) or not is_specific_list(told.told)


def form_for(told: CheckedList, area: str) -> ByNameForm:
    """The form of a list and an area that the page shows."""
    return ByNameForm(initial={"program": told.told.programme, "wilayah": area})


def _checked_list(checked: Checked | None, code: str) -> CheckedList | None:
    return next((c for c in checked.lists if c.told.programme == code), None) if checked else None


@requires(Permission.PEOPLE_EXPORT)
@never_cache
@require_http_methods(["POST"])
def payments_by_name(request: HttpRequest) -> HttpResponse:
    """Ask for the workbook; Http404 for a programme that nothing was counted of, or that is not
    for the reader's role."""
    form = ByNameForm(request.POST)
    is_valid = form.is_valid()
    told = _checked_list(newest_check(), request.POST.get("program", ""))
    if told is None or not may_ask_by_name(request, told):
        raise Http404("belum ada hitungan program itu untuk Anda")
    if not is_valid:
        messages.error(request, _("Pilih temuannya, dan tulis keperluannya (10 huruf atau lebih)."))
        return redirect("office:payments")
    asked = form.cleaned_data
    export = ask_export(
        Question(ExportKind.PAYMENTS, asked["wilayah"], asked["finding"], True, told.told.pk),
        file_format=FileFormat.XLSX,
        purpose=asked["purpose"],
        by=asker_of(request),
        at=timezone.now(),
        journal=journal_of_office(),
    )
    messages.success(request, _("Berkas diminta dan sedang dibuat."))
    return redirect("office:export", export.serial)
