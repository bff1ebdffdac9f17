"""Files: asking for one, seeing how far it is, fetching it while it is there."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from desil.accounts.models import User
from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.dictionary.areas import city_districts, city_villages
from desil.errors import DesilError, NotFound
from desil.exports.actions import ask_export, fetch_export, is_there, own_export
from desil.exports.listing import Question
from desil.exports.making import NEEDED
from desil.exports.policy import most_rows, retention_days
from desil.jobs.models import Export
from desil.jobs.states import ExportKind, FileFormat
from desil.office.work.request_context import asker_of, store_of_office
from desil.office.work.words import export_kind
from desil.ui.figures import count_text
from desil.ui.places import place_name

_MAY = (Permission.PEOPLE_EXPORT, Permission.RECAP_EXPORT)
_SHOWN = 30
_TYPES = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.PDF: "application/pdf",
}


def _areas() -> list[tuple[str, object]]:
    districts = [(code, place_name(name)) for code, name in city_districts()]
    villages = [
        (v.bps, f"{place_name(v.name)} ({place_name(v.district)})") for v in city_villages()
    ]
    return [("", _("Seluruh wilayah saya")), *districts, *sorted(villages, key=lambda v: v[1])]


def _kinds(user: User) -> list[tuple[str, str]]:
    return [
        (k.value, export_kind(k.value))
        for k in (ExportKind.BNBA, ExportKind.RECAP)  # a list is asked for on its own page
        if user.may(NEEDED[k]) and most_rows(k, user.roles)
    ]


class ExportForm(forms.Form):
    """What the file lists, how, and what for."""

    kind = forms.ChoiceField(label=_lazy("Isi berkas"), widget=forms.RadioSelect)
    area = forms.ChoiceField(label=_lazy("Wilayah"), required=False)
    standing = forms.ChoiceField(
        label=_lazy("Desil resmi (untuk BNBA)"),
        choices=[
            ("1-4", _lazy("Desil 1–4")),
            ("5", _lazy("Desil 5")),
            ("6-10", _lazy("Desil 6–10")),
            ("unranked", _lazy("Belum diperingkat")),
        ],
    )
    order = forms.ChoiceField(
        label=_lazy("Urutan (untuk BNBA)"),
        choices=[("address", _lazy("menurut alamat")), ("name", _lazy("menurut nama"))],
    )
    file_format = forms.ChoiceField(
        label=_lazy("Bentuk"), choices=[(f.value, f.value.upper()) for f in FileFormat]
    )
    purpose = forms.CharField(
        label=_lazy("Keperluan"),
        help_text=_lazy("Tertulis di setiap lembar berkas dan di log audit."),
        min_length=10,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, user: User, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type] # handed on as it came
        kinds = _kinds(user)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined] # a ChoiceField
        self.fields["kind"].initial = kinds[0][0] if kinds else None
        self.fields["area"].choices = _areas()  # type: ignore[attr-defined] # a ChoiceField

    @property
    def question(self) -> Question:
        """What a valid form asks for; deciles have no meaning for a recap, which has them all."""
        told = self.cleaned_data
        kind = ExportKind(told["kind"])
        standing = told["standing"] if kind is ExportKind.BNBA else ""
        return Question(kind, told["area"], standing, told["order"] == "name")


@requires(*_MAY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request: HttpRequest) -> HttpResponse:
    """The reader's files, and the form that asks for another."""
    user, at = user_of(request), timezone.now()
    form = ExportForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        export = ask_export(
            form.question,
            file_format=FileFormat(told["file_format"]),
            purpose=told["purpose"],
            by=asker_of(request),
            at=at,
            journal=journal_of_office(),
        )
        messages.success(request, _("Berkas diminta dan sedang dibuat."))
        return redirect("office:export", export.serial)
    own = Export.objects.filter(asked_by=user.actor).select_related("job").order_by("-job_id")
    limits = [
        (label, count_text(most_rows(ExportKind(k), user.roles))) for k, label in _kinds(user)
    ]
    shown = {
        "form": form,
        "rows": [(e, is_there(e, at)) for e in own[:_SHOWN]],
        "limits": limits,
        "days": retention_days(),
    }
    return render(request, "office/work/exports.html", shown)


@requires(*_MAY)
@never_cache
@require_safe
def export(request: HttpRequest, serial: str) -> HttpResponse:
    """One file of the reader's; shows itself again until it is made."""
    try:
        chosen = own_export(serial, asker_of(request))
    except NotFound as fault:
        raise Http404("berkas tidak ada") from fault
    shown = {"export": chosen, "job": chosen.job, "is_there": is_there(chosen, timezone.now())}
    answer = render(request, "office/work/export.html", shown)
    if not chosen.job.is_over:
        answer["Refresh"] = "3"
    return answer


@requires(*_MAY)
@never_cache
@require_http_methods(["POST"])
def export_file(request: HttpRequest, serial: str) -> HttpResponseBase:
    """Send a file; recorded first."""
    fetch = partial(fetch_export, store_of_office(), serial)
    try:
        chosen, path = fetch(by=asker_of(request), at=timezone.now(), journal=journal_of_office())
    except DesilError as fault:
        raise Http404("berkas tidak ada lagi") from fault
    form = FileFormat(chosen.file_format)
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{chosen.serial}.{form.value}",
        content_type=_TYPES[form],
    )
