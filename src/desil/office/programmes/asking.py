"""The form that asks for a list: programme, period, quota; a worker makes it."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office
from desil.eligibility.lists.quota import quotas_in
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.errors import DesilError, UsageFault
from desil.office.work.request_context import asker_of, record_fault, store_of_office
from desil.programmes.asking import ask_list
from desil.programmes.making import Wanted
from desil.ui.family.facts import said

_MOST_BYTES = 100_000


def period_field() -> forms.CharField:
    """The period that a list is for."""
    return forms.CharField(
        label=_lazy("Periode"),
        help_text=_lazy("Triwulan 2026-Q1, atau bulan 2026-03. Aturan dan umur: hari pertamanya."),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ListForm(forms.Form):
    """What a list is made for; without a quota that of the rules holds."""

    programme = forms.ChoiceField(label=_lazy("Program"))
    period = period_field()
    quota = forms.IntegerField(
        label=_lazy("Kuota seluruh kota"),
        help_text=_lazy("Kosong: kuota menurut aturannya."),
        required=False,
        min_value=0,
        max_value=10_000_000,
    )
    by_village = forms.FileField(
        label=_lazy("Kuota per kelurahan (CSV, boleh kosong)"),
        help_text=_lazy("Kolom village_code dan quota; kelurahan yang tidak disebut: nol."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
    )

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type] # handed on as it came
        book = rule_book(home_programmes(store_of_office().home))
        choices = [(p.code, f"{said(p.name)} ({p.code})") for p in book.programmes.values()]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined] # a ChoiceField


def _quotas(file: Any) -> dict[str, int]:
    """Quotas of a file that was sent; UsageFault for one that cannot be used."""
    if file is None:
        return {}
    if (file.size or 0) > _MOST_BYTES:
        raise UsageFault("Berkas kuota terlalu besar.", hint="Paling besar 100 kB.")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageFault("Berkas kuota bukan teks UTF-8.", hint="Simpan sebagai CSV.") from fault
    return quotas_in(io.StringIO(text, newline=""), "kuota")


@requires(Permission.LIST_PROPOSE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_ask(request: HttpRequest) -> HttpResponse:
    """The form; a valid one asks for the list, whose job shows how far it is."""
    is_sent = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_sent else ListForm()
    shown: dict[str, object] = {"form": form}
    if is_sent and form.is_valid():
        told = form.cleaned_data
        try:
            quotas = _quotas(told["by_village"])
            wanted = Wanted(told["programme"], told["period"], told["quota"], quotas)
            ask_list(
                store_of_office(),
                wanted,
                by=asker_of(request),
                at=timezone.now(),
                journal=journal_of_office(),
            )
        except DesilError as fault:
            record_fault(request, fault)
            shown["fault"] = fault
        else:
            messages.success(request, _("Daftar diminta; kemajuannya ada di bawah."))
            return redirect("office:jobs")
    return render(request, "office/programmes/ask.html", shown)
