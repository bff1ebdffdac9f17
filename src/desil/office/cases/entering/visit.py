"""A home visit on one page, for whoever is online: what was seen, photos, and where.

The same action takes it as takes a phone's form, so what is sent twice is kept once.
"""

from __future__ import annotations

import uuid
from collections.abc import Container, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.permissions import Permission
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office
from desil.cases.actions.field import VisitForm, take_visit
from desil.cases.actions.moving import case_seen, family_of_page
from desil.cases.changes.visited import FACTS, PHOTOS
from desil.cases.evidence.photo import checked_place
from desil.cases.kinds.words import Step
from desil.cases.queries.case_file import CaseFile
from desil.cases.workflow.events import Move
from desil.dictionary.codelist import FIRST_COARSE_CODE
from desil.dictionary.codelists.yes_no import YES_NO
from desil.dictionary.column import Column, Kind
from desil.dictionary.columns.units import unit_label
from desil.engine.hashing import canonical_json
from desil.errors import DesilError
from desil.office.cases.document_form import held_to_size
from desil.office.cases.forms import day_field, note_field
from desil.office.cases.page.file import requested_file
from desil.office.cases.request_context import (
    evidence_folder,
    fault_text,
    homes_here,
    officer_here,
    today,
)
from desil.office.cases.words import document_label
from desil.office.work.request_context import record_fault
from desil.register.models import Publication
from desil.ui.family.facts import said
from desil.ui.family.words import HEADINGS

_PICTURES = "image/jpeg,image/png,image/webp"
_VERSION = "web-1"
_FACT, _PHOTO = "rumah-", "foto-"


def _degrees(label: Any, most: int) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=-most,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def _fact_field(column: Column) -> forms.Field:
    unit = f" ({said(unit_label(column.unit))})" if column.unit else ""
    told: dict[str, Any] = {"label": f"{said(column.label)}{unit}", "required": False}
    codes = column.codes or (YES_NO if column.kind is Kind.YES_NO else None)
    if codes is None:
        return forms.IntegerField(min_value=column.minimum, max_value=column.maximum, **told)
    seen = [(str(c.value), said(c.label)) for c in codes.codes if c.value < FIRST_COARSE_CODE]
    return forms.ChoiceField(choices=[("", _("tidak dilihat")), *seen], **told)


class VisitPageForm(forms.Form):
    """What was seen; nothing stands there before, so that whoever looks is not led."""

    visited_on = day_field(_lazy("Tanggal kunjungan"))
    latitude = _degrees(_lazy("Lintang (boleh kosong)"), 90)
    longitude = _degrees(_lazy("Bujur (boleh kosong)"), 180)
    remark = note_field(_lazy("Catatan (boleh kosong)"))
    instance = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        initial: Any = None,
        wanted: Container[str] = (),
    ) -> None:
        super().__init__(data, files, auto_id="kunjungan_%s", initial=initial)
        for column in FACTS:
            self.fields[f"{_FACT}{column.name}"] = _fact_field(column)
        for name in PHOTOS:
            told = {"what": document_label(name)}
            self.fields[f"{_PHOTO}{name}"] = forms.FileField(
                label=_("%(what)s (wajib)") % told if name in wanted else told["what"],
                required=False,
                widget=forms.FileInput(attrs={"accept": _PICTURES, "capture": "environment"}),
            )

    def clean(self) -> dict[str, Any]:
        """Photos of a size that may be read, a day that has come, a place with both sides."""
        told: dict[str, Any] = self.cleaned_data
        for name in PHOTOS:
            try:
                held_to_size(told.get(f"{_PHOTO}{name}"))
            except forms.ValidationError as fault:
                self.add_error(f"{_PHOTO}{name}", fault)
        if told.get("visited_on") and told["visited_on"] > today():
            self.add_error("visited_on", _("Tanggal ini belum tiba."))
        if {"instance", "seen"} & set(self.errors):
            self.add_error(None, _("Halaman ini tidak utuh: muat ulang, lalu isi lagi."))
        if (told.get("latitude") is None) != (told.get("longitude") is None):
            self.add_error("longitude", _("Isi lintang dan bujur, atau kosongkan keduanya."))
        return told

    @property
    def groups(self) -> list[tuple[str | Promise, list[BoundField]]]:
        """The questions by the dictionary's groups."""
        return [
            (HEADINGS[name], [self[f"{_FACT}{column.name}"] for column in columns])
            for name, columns in groupby(FACTS, key=lambda column: column.group)
        ]

    @property
    def own(self) -> list[BoundField]:
        """The questions about the visit itself."""
        return [self[name] for name in ("visited_on", "latitude", "longitude")]

    @property
    def photos(self) -> list[BoundField]:
        """The photos that are asked for."""
        return [self[f"{_PHOTO}{name}"] for name in PHOTOS]

    def answers(self) -> dict[str, str]:
        """What was seen of each fact that was looked at."""
        told = self.cleaned_data
        found = {c.name: told.get(f"{_FACT}{c.name}") for c in FACTS}
        return {name: str(value) for name, value in found.items() if value not in (None, "")}

    def pictures(self) -> dict[str, bytes]:
        """The photos that were taken, by a file name that says which they are."""
        told = self.cleaned_data
        given = {name: told.get(f"{_PHOTO}{name}") for name in PHOTOS}
        return {f"{name}.jpg": file.read() for name, file in given.items() if file}


def _visit(number: str, form: VisitPageForm, files: Mapping[str, bytes]) -> VisitForm:
    told, answers = form.cleaned_data, form.answers()
    place = checked_place(told["latitude"], told["longitude"])
    content = {
        "answers": answers,
        "remark": told["remark"],
        "visited_on": told["visited_on"].isoformat(),
        "photos": sorted(files),
    }
    return VisitForm(
        instance_id=f"uuid:{told['instance']}",
        form_version=_VERSION,
        number=number,
        seen=told["seen"],
        visited_on=told["visited_on"].isoformat(),
        place=place,
        answers=answers,
        photos={name: name.removesuffix(".jpg") for name in files},
        remark=told["remark"],
        content=canonical_json(content),
    )


def _taken(request: HttpRequest, number: str, form: VisitPageForm) -> bool:
    files = form.pictures()
    try:
        take_visit(
            _visit(number, form, files),
            files,
            folder=evidence_folder(),
            by=officer_here(request),
            at=timezone.now(),
            journal=journal_of_office(),
        )
    except DesilError as fault:
        record_fault(request, fault)
        form.add_error(None, fault_text(fault))
        return False
    return True


def _is_over(number: str) -> bool:
    return case_seen(number).step != Step.VISIT.value


def _first(file: CaseFile) -> dict[str, object]:
    publication = Publication.current_id()
    seen = f"{publication or 0}.{file.case.events}"
    return {"instance": uuid.uuid4(), "seen": seen, "visited_on": today()}


@requires(Permission.CASE_VISIT, family=family_of_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_visit(request: HttpRequest, number: str) -> HttpResponse:
    """The visit of a case, filled in at the door or right after it. Sent twice it is one visit."""
    file = requested_file(request, number)
    if file.state.step is Step.VISIT and Move.ADVANCE not in file.moves:
        # Before the form opens: nobody fills in a visit that is somebody else's.
        messages.error(
            request, _("Kunjungan ini milik petugas lain: Anda sudah ikut menangani pengaduannya.")
        )
        return redirect("office:case", number)
    is_sent = request.method == "POST"
    form = VisitPageForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=_first(file),
        wanted=file.missing,
    )
    if is_sent and form.is_valid() and _taken(request, number, form):
        if _is_over(number):
            messages.success(request, _("Kunjungan tersimpan dan selesai."))
        else:
            messages.warning(
                request, _("Tersimpan, tetapi kunjungan belum selesai. Lihat riwayatnya.")
            )
        return redirect("office:case", number)
    told = {
        "form": form,
        "case": file.case,
        "waits": file.state.step is Step.VISIT,
        "home": homes_here(request, [file.case]).get(file.case.pk),
        "asks_home": not file.kind.tells_specific,
        "told": "" if file.kind.tells_specific else file.case.told,
        "wanted": [document_label(n) for n in file.missing if n in PHOTOS],
        "wants_facts": file.kind.tells_specific and not file.changes,
    }
    return render(request, "office/cases/visit.html", told)
