"""A code for a resident, shown once and printed as a letter: with it they open their own data."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from desil.accounts.masking import mask_number
from desil.accounts.permissions import Permission
from desil.accounts.purpose import ask_purpose, purpose_given
from desil.accounts.residents.codes import DAYS, RANDOM_BYTES, give_code, is_code_of, shown
from desil.accounts.rules import requires
from desil.accounts.session import handles_of_office, journal_of_office, user_of
from desil.cases.changes.register import KnownFamily
from desil.cases.letters.letter import letterhead
from desil.office.cases.request_context import family_here, record_family_look
from desil.paper.qr_code import qr_svg
from desil.paper.typesetting import Template, typeset


class MemberForm(forms.Form):
    """For whom the code is."""

    member = forms.ChoiceField(label=_("Untuk siapa kode ini?"), widget=forms.RadioSelect)

    def __init__(self, family: KnownFamily, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type] # handed on as it came
        handles = handles_of_office()
        self.fields["member"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (handles.of("nik", nik), f"{row.get('name') or '–'}, {mask_number(nik)}")
            for nik, row in sorted(family.members.items())
        ]


@requires(Permission.CASE_ENTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resident_code(request: HttpRequest, handle: str) -> HttpResponse:
    """Choose a member; then the code, on this page alone. Giving one is recorded."""
    family = family_here(request, handle)
    if purpose_given(request, handle) is None:
        return ask_purpose(request, handle)
    record_family_look(request, handle, family)
    form = MemberForm(family, request.POST if request.method == "POST" else None)
    told: dict[str, object] = {"form": form, "handle": handle, "days": DAYS}
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["member"]
        code = give_code(
            handles_of_office().number("nik", member),
            family=family.family_number,
            secret=settings.SECRET_KEY,
            randomness=secrets.token_bytes(RANDOM_BYTES),
            by=user_of(request).actor,
            at=timezone.now(),
            journal=journal_of_office(),
        )
        told |= {"code": shown(code), "member": member}
    return render(request, "office/cases/resident_code.html", told)


def _letter(name: str, code: str, site: str) -> bytes:
    at, head = timezone.localtime(), letterhead(settings.DESIL_HOME)
    last = at + timedelta(days=DAYS)
    values = {
        "language": "id",
        "title": "Kode warga",
        "office": head["office"],
        "address": head["address"],
        "number": "",
        "place_and_date": f"{head['place']}, {at:%d-%m-%Y}",
        "to": ["Kepada", name],
        "paragraphs": ["Dengan kode ini Anda dapat membuka data Anda sendiri dan mengajukan "
                       "permohonan dari rumah."],
        "facts": [("Kode", shown(code)), ("Berlaku sampai", f"{last:%d-%m-%Y}")],
        "steps": [f"Buka {site}warga/masuk/ dengan telepon atau komputer.",
                  "Isi NIK, tanggal lahir, dan kode di atas.",
                  "Jangan beri kode ini kepada siapa pun. Petugas tidak akan memintanya."],
        "closing": ["Hormat kami,"],
        "signed_by": head["signed_by"],
        "qr": qr_svg(f"{site}warga/masuk/"),
        "qr_alt": "Kode kotak ke halaman warga",
        "qr_note": ["Halaman warga:", f"{site}warga/masuk/"],
    }  # fmt: skip
    return typeset(Template.LETTER, values, at=at, home=settings.DESIL_HOME)


@requires(Permission.CASE_ENTER)
@never_cache
@require_POST
def resident_code_letter(request: HttpRequest, handle: str) -> HttpResponse:
    """The letter with a code that was given just now; the code is in the page, and kept
    nowhere."""
    family = family_here(request, handle)
    if purpose_given(request, handle) is None:
        return ask_purpose(request, handle)
    record_family_look(request, handle, family)
    form = MemberForm(family, request.POST)
    code = "".join(sign for sign in request.POST.get("code", "").upper() if sign.isalnum())
    if not form.is_valid():
        raise Http404("tidak ada anggota itu")
    nik = handles_of_office().number("nik", form.cleaned_data["member"])
    if not is_code_of(nik, code, secret=settings.SECRET_KEY, at=timezone.now()):
        raise Http404("kode itu tidak berlaku lagi")
    name = str(family.members[nik].get("name") or "")
    made = _letter(name, code, request.build_absolute_uri("/"))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="kode-warga.pdf"'
    return answer
