"""The auditor's question about one family: who looked at it, when, from where, in which role."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.accounts.purpose import ASKED
from desil.accounts.roles import roles
from desil.accounts.rules import requires
from desil.accounts.session import journal_of_office, user_of
from desil.audit.event import Outcome, Purpose
from desil.audit.journal import Journal
from desil.audit.listing import reads_naming
from desil.audit.models import AuditEvent
from desil.cases.territory_scope import seeing_city
from desil.dictionary.areas import city_villages
from desil.dictionary.calendar.office_day import office_time
from desil.office.audit_rows import actor_names
from desil.office.audit_words import door_label, look_label, outcome_label
from desil.office.csv_file import harmless
from desil.register.family_file.household import Household, household_of
from desil.ui.places import place_name

MOST_SHOWN = 500
_SEPARATORS = re.compile(r"[\s.\-]+")
_NUMBER = re.compile(r"\d{16}")


class FamilyLooksForm(forms.Form):
    """Whose looks, and what the answer is for."""

    number = forms.CharField(
        label=_lazy("Nomor KK atau NIK"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    basis = forms.CharField(
        label=_lazy("Untuk apa ditanyakan?"),
        max_length=200,
        help_text=_lazy("Misalnya nomor surat pengaduan. Tercatat di log; jangan tulis nama."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        """The 16 digits."""
        digits = _SEPARATORS.sub("", self.cleaned_data["number"])
        if not (digits.isascii() and _NUMBER.fullmatch(digits)):
            raise forms.ValidationError(_("NIK dan nomor KK terdiri atas 16 angka."))
        return digits

    def clean_basis(self) -> str:
        """Words without anybody's number."""
        basis: str = self.cleaned_data["basis"].strip()
        if _NUMBER.search(_SEPARATORS.sub("", basis)):
            raise forms.ValidationError(_("Jangan tulis NIK atau nomor KK di sini."))
        return basis


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look, ready to print. `role` and `area` are those of the day of the look; empty where
    the log does not have them. `about`: whom the event names."""

    sequence: int
    at: datetime
    who: str
    role: str
    area: str
    door: str
    did: str
    about: str
    purpose: str
    outcome: str
    is_refused: bool


def _look_values(event: AuditEvent) -> dict[str, object]:
    found = json.loads(event.payload or "{}")
    return found if isinstance(found, dict) else {}


def _texts(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _about(event: AuditEvent, families: frozenset[str], people: frozenset[str]) -> str:
    named = frozenset(event.subjects or ())
    if named & families:
        return _("keluarga ini")
    return _("seorang anggota") if named & people else _("seluruh register")


def _rows(
    events: Iterable[AuditEvent], families: frozenset[str], people: frozenset[str]
) -> list[LookRow]:
    listed = list(events)
    names = actor_names(e.actor for e in listed)
    known, language = roles(), get_language() or "id"
    villages = {v.bps: place_name(v.name) for v in city_villages()}
    rows = []
    for event in listed:
        told = _look_values(event)
        role = [
            known[r].label.in_language(language) for r in _texts(told.get("roles")) if r in known
        ]
        rows.append(
            LookRow(
                event.sequence,
                event.at,
                names.get(event.actor, event.actor),
                ", ".join(role),
                ", ".join(villages.get(v, v) for v in _texts(told.get("villages"))),
                door_label(event.actor, event.verb),
                look_label(event.verb),
                _about(event, families, people),
                str(ASKED.get(Purpose(event.purpose), "")) or str(told.get("purpose", "")),
                outcome_label(event.outcome),
                event.outcome == Outcome.REFUSED,
            )
        )
    return rows


def _digests(journal: Journal, household: Household) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(map(journal.family, household.families)),
        frozenset(map(journal.person, household.people)),
    )


def looks_at_number(
    number: str, basis: str, *, as_file: bool, by: str, at: datetime, journal: Journal
) -> list[LookRow]:
    """Every look at the family or person with this number, the newest first; that it was asked,
    and for what, is recorded first (LOOKS_READ)."""
    with seeing_city():
        families, people = _digests(journal, household_of(number))
    with recorded(journal, "LOOKS_READ", "family", by=by, at=at) as record:
        record.subjects, record.purpose = tuple(sorted(families | people)), Purpose.AUDIT
        record.payload.update(basis=basis, file=as_file)
        rows = _rows(reads_naming(families | people), families, people)
    return rows


def _csv_text(rows: Sequence[LookRow]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["peristiwa", "waktu", "pelaku", "peran_hari_itu", "wilayah_hari_itu", "lewat", "tindakan",
         "menyangkut", "keperluan", "hasil"]
    )  # fmt: skip
    for row in rows:
        moment = office_time(row.at).strftime("%Y-%m-%d %H:%M:%S")
        texts = (row.who, row.role, row.area, row.door, row.did, row.about, row.purpose)
        writer.writerow([row.sequence, moment, *map(harmless, texts), row.outcome])
    return out.getvalue()


@requires(Permission.AUDIT_READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def family_looks(request: HttpRequest) -> HttpResponse:
    """The question, and its answer as a page or a CSV file. Asked by POST: no number stands in an
    address or in a server's log."""
    form = FamilyLooksForm(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {"form": form, "now": timezone.now()}
    if request.method == "POST" and form.is_valid():
        as_file = "file" in request.POST
        rows = looks_at_number(
            form.cleaned_data["number"],
            form.cleaned_data["basis"],
            as_file=as_file,
            by=user_of(request).actor,
            at=timezone.now(),
            journal=journal_of_office(),
        )
        if as_file:
            answer = HttpResponse(
                "\ufeff" + _csv_text(rows), content_type="text/csv; charset=utf-8"
            )
            answer["Content-Disposition"] = 'attachment; filename="siapa-melihat.csv"'
            return answer
        shown |= {
            "rows": rows[:MOST_SHOWN],
            "total": len(rows),
            "refused": sum(row.is_refused for row in rows),
            "most": MOST_SHOWN,
            "basis": form.cleaned_data["basis"],
        }
    return render(request, "office/audit_looks.html", shown)
