"""Sending a survey file, on which the worker judges a model."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import user_of
from desil.audit.journal import Journal
from desil.jobs.asker import Asker
from desil.jobs.models import Job
from desil.jobs.ranking_models.survey_request import SurveyRequest, ask_judgement
from desil.jobs.states import JobKind
from desil.office.ranking_models.rows import state_label
from desil.office.work.request_context import store_of_office
from desil.office.work.upload_page import UploadPage
from desil.office.work.uploading import DeliveryUpload
from desil.ranking.activation.model_store import stored_models
from desil.surveys.reading import PLAIN, WORKBOOKS

_COLUMN = 80


def _column(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=_COLUMN
    )  # fmt: skip


class SurveyForm(forms.Form):
    """A survey, what its columns are for, and the model to judge."""

    version = forms.ChoiceField(label=_lazy("Model"))
    sent = forms.FileField(
        label=_lazy("Berkas survei"),
        help_text=_lazy(
            "Stata, SPSS, dbf, XLSX, CSV, atau Parquet, apa adanya; satu baris satu rumah tangga. "
            "Dihapus segera sesudah dinilai, atau ditolak; yang disimpan hanya angka ringkasan."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join((*PLAIN, *WORKBOOKS))}),
    )
    reference = forms.CharField(
        label=_lazy("Nama dan tanggal survei"),
        help_text=_lazy("Misalnya: Susenas Maret 2026."),
        max_length=120,
    )
    welfare = _column(
        _lazy("Kolom kesejahteraan"), _lazy("Pengeluaran per kapita dalam rupiah."), required=True
    )
    already_log = forms.BooleanField(
        label=_lazy("Kesejahteraan sudah berupa logaritma"), required=False
    )
    weight = _column(_lazy("Kolom penimbang"), _lazy("Kosong: semua sama."))
    cluster = _column(_lazy("Kolom klaster"))
    strata = _column(_lazy("Kolom strata"))
    household = _column(_lazy("Kolom nomor rumah tangga"))
    groups = forms.CharField(
        label=_lazy("Kolom kelompok"),
        help_text=_lazy("Dengan koma; galat dihitung untuk tiap kelompok."),
        required=False,
        max_length=4 * _COLUMN,
    )
    rows = forms.CharField(
        label=_lazy("Hanya baris dengan"),
        help_text=_lazy("KOLOM=NILAI, misalnya hubungan=1 bila berkasnya per anggota."),
        required=False,
        max_length=2 * _COLUMN,
    )
    not_missing = forms.CharField(
        label=_lazy("Kolom yang 98 atau 99 sungguh jawaban"),
        help_text=_lazy("Dengan koma."),
        required=False,
        max_length=4 * _COLUMN,
    )
    resets = forms.BooleanField(
        label=_lazy("Setel ulang tingkat model ini menurut survei, lalu usulkan hasilnya"),
        help_text=_lazy("Urutan keluarga tetap; orang lain menyetujui sebelum dipakai."),
        required=False,
    )
    anchored = forms.BooleanField(
        label=_lazy("Batas desil usulan itu menurut desil resmi tiap rilis"),
        required=False,
        initial=True,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["version"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (k.model.version, f"{k.model.name} ({k.model.version}, {state_label(k.state)})")
            for k in reversed(stored_models(store_of_office().home))
        ]

    @property
    def has_models(self) -> bool:
        """Whether there is a model to choose."""
        return bool(self.fields["version"].choices)  # type: ignore[attr-defined] # a ChoiceField

    def clean_rows(self) -> list[list[str]]:
        """(column, value) of the rows that count."""
        told = self.cleaned_data["rows"].strip()
        if not told:
            return []
        column, sign, value = told.partition("=")
        if not (column.strip() and sign and value.strip()):
            raise forms.ValidationError(_("Tulis KOLOM=NILAI."))
        return [[column.strip(), value.strip()]]

    def request(self, upload: DeliveryUpload) -> SurveyRequest:
        """What a valid form asks for."""
        told = self.cleaned_data
        columns: dict[str, Any] = {
            name: told[name]
            for name in ("welfare", "weight", "cluster", "strata", "household", "already_log")
        }
        columns["rows"] = told["rows"]
        for name in ("groups", "not_missing"):
            columns[name] = [part.strip() for part in told[name].split(",") if part.strip()]
        return SurveyRequest(
            upload.token, upload.names[0], told["reference"], told["version"], columns,
            told["resets"], told["anchored"],
        )  # fmt: skip


def _again(request: HttpRequest) -> dict[str, Any]:
    """What the reader's own earlier job asked for, so that a refused survey is not typed anew."""
    number = request.GET.get("dari", "")
    job = Job.objects.filter(
        pk=int(number) if number.isdecimal() else 0,
        kind=JobKind.SURVEY.value,
        asked_by=user_of(request).actor,
    ).first()
    if job is None:
        return {"version": request.GET.get("model", "")}
    told = {**job.details, **job.details["columns"]}
    for name in ("groups", "not_missing"):
        told[name] = ", ".join(told[name])
    told["rows"] = "=".join(told["rows"][0]) if told["rows"] else ""
    return told


def _ask(
    form: SurveyForm, upload: DeliveryUpload, by: Asker, at: datetime, journal: Journal
) -> Job:
    return ask_judgement(upload.store, form.request(upload), by=by, at=at, journal=journal)


_PAGE = UploadPage("office/models/survey.html", SurveyForm, _ask)


@requires(Permission.MODEL_PROPOSE)
@csrf_exempt  # the body is not read before its handler is set; the page checks the token then
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey_send(request: HttpRequest) -> HttpResponse:
    """The form, and the job that a sent one becomes; nothing stays of one that is refused."""
    if request.method == "POST":
        return _PAGE.sent(request)
    return _PAGE.shown(request, _again(request))
