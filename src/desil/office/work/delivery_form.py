"""Handing in a delivery: source, date and files, taken in by the worker."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.audit.journal import Journal
from desil.jobs.asker import Asker
from desil.jobs.deliveries.hand_in import hand_in
from desil.jobs.intake_task import HandedIn
from desil.jobs.models import Job
from desil.office.work.files_field import FilesField
from desil.office.work.upload_page import UploadPage
from desil.office.work.uploading import DeliveryUpload
from desil.sources.catalogue import catalogue
from desil.ui.family.facts import source_label

_CODES = {"": None, "form": True, "register": False}
_ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.parquet,.gz"


class DeliveryForm(forms.Form):
    """What is handed in."""

    source = forms.ChoiceField(label=_lazy("Sumber"))
    reference_date = forms.DateField(
        label=_lazy("Tanggal acuan"),
        help_text=_lazy("Tanggal datanya, bukan tanggal penyerahan."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    delivered = FilesField(_ACCEPTED, label=_lazy("Berkas"))
    codes = forms.ChoiceField(
        label=_lazy("Kode jawaban"),
        required=False,
        choices=[
            ("", _lazy("seperti biasanya sumber ini")),
            ("form", _lazy("menurut formulir BPS")),
            ("register", _lazy("menurut register")),
        ],
    )
    accept_missing = forms.BooleanField(
        label=_lazy("Terima meski ada kolom yang tidak ada; isinya dianggap tidak diketahui"),
        required=False,
    )

    is_partial = forms.BooleanField(
        label=_lazy("Kiriman sebagian: hanya mengganti kelurahan yang ada di dalamnya"),
        help_text=_lazy("Hanya untuk DTSEN, dengan tanggal rilis yang diperbaiki."),
        required=False,
    )

    takes_hidden = forms.BooleanField(
        label=_lazy("Baca juga lembar, baris, dan kolom yang disembunyikan"),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["source"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (name, source_label(name)) for name in catalogue(settings.DESIL_HOME).sources
        ]
        self.fields["delivered"].help_text = _(
            "CSV, XLSX, XLS, ODS, atau Parquet, boleh dipadatkan dengan gzip; "
            "semua berkas satu kiriman sekaligus, seluruhnya paling besar %(most)s."
        ) % {"most": filesizeformat(settings.UPLOAD_MOST_BYTES)}

    def request(self, upload: DeliveryUpload) -> HandedIn:
        """What a valid form asks for."""
        told = self.cleaned_data
        return HandedIn(
            told["source"],
            told["reference_date"].isoformat(),
            upload.token,
            tuple(upload.names),
            told["accept_missing"],
            _CODES[told["codes"]],
            told["is_partial"],
            told["takes_hidden"],
        )


def _ask(
    form: DeliveryForm, upload: DeliveryUpload, by: Asker, at: datetime, journal: Journal
) -> Job:
    return hand_in(upload.store, form.request(upload), by=by, at=at, journal=journal)


_PAGE = UploadPage("office/work/hand_in.html", DeliveryForm, _ask)


@requires(Permission.DELIVERY_HAND_IN)
@csrf_exempt  # the body is not read before its handler is set; the page checks the token then
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_hand_in(request: HttpRequest) -> HttpResponse:
    """The form, and the job that a sent one becomes; nothing stays of one that is refused."""
    return _PAGE.sent(request) if request.method == "POST" else _PAGE.shown(request)
