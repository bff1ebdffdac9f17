"""Why a family is opened: asked once per family and session, recorded, kept in the session."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.accounts.session import user_of
from desil.accounts.sessions.form_draft import draft_page, has_words
from desil.audit.event import Outcome, Purpose
from desil.audit.journal import Journal

ASKED: dict[Purpose, str | Promise] = {
    Purpose.CASE: _("Menangani usulan atau pengaduan"),
    Purpose.VISIT: _("Kunjungan lapangan"),
    Purpose.PROGRAMME: _("Menyusun atau memeriksa daftar program"),
    Purpose.AUDIT: _("Pemeriksaan mutu data"),
}
_KEY = "desil_purposes"
_SPECIFIC = "desil_specific"
_SITTING = "desil_search_purpose"
_KEPT = 200  # families a session remembers; the oldest is asked again


def _remembered(session: Any, key: str) -> dict[str, str]:
    kept = session.get(key)
    return dict(kept) if isinstance(kept, dict) else {}


def _remember(session: Any, key: str, handle: str, value: str) -> None:
    kept = _remembered(session, key)
    kept.pop(handle, None)
    kept[handle] = value
    session[key] = dict(list(kept.items())[-_KEPT:])


def purpose_given(request: HttpRequest, handle: str) -> Purpose | None:
    """Why the reader said that they open the family with this handle; None when not asked yet."""
    given = _remembered(request.session, _KEY).get(handle)
    return Purpose(given) if given else None


def purpose_of_sitting(request: HttpRequest) -> Purpose:
    """Why the reader looks at lists of families in this session; NONE when not said yet."""
    return Purpose(request.session.get(_SITTING, ""))


def give_purpose_of_sitting(request: HttpRequest, purpose: Purpose) -> None:
    """Keep in the session why lists are looked at; each look records it."""
    request.session[_SITTING] = purpose.value


def is_specific_open(request: HttpRequest, handle: str) -> bool:
    """Whether the reader opened the family's health and disability data in this session."""
    return handle in _remembered(request.session, _SPECIFIC)


def sees_specific(request: HttpRequest, handle: str) -> bool:
    """Whether the reader may read health and disability data and opened this family's."""
    return user_of(request).may(Permission.SPECIFIC_READ) and is_specific_open(request, handle)


def _refuse_script(request: HttpRequest, address: str) -> HttpResponse:
    address = f"{address}?{urlencode({'next': request.get_full_path()})}"
    if has_words(request):
        return draft_page(
            request,
            says=_("Jawab dulu untuk apa keluarga ini dibuka, lalu kirim lagi isian ini."),
            first=address,
            link=_("Jawab (tab baru)"),
        )
    return redirect(address)


def ask_purpose(request: HttpRequest, handle: str) -> HttpResponse:
    """To the page that asks, and from there back here; what was typed stays on a page."""
    return _refuse_script(request, reverse("accounts:purpose", args=[handle]))


def ask_specific(request: HttpRequest, handle: str) -> HttpResponse:
    """To the page that opens health and disability data, and from there back here."""
    return _refuse_script(request, reverse("accounts:specific", args=[handle]))


def give_purpose(
    request: HttpRequest,
    handle: str,
    family: str,
    purpose: Purpose,
    *,
    by: str,
    at: datetime,
    journal: Journal,
) -> None:
    """Record why a family is opened; `family` is its digest in the log."""
    with recorded(journal, "FAMILY_OPEN", "family", by=by, at=at) as record:
        record.object_id, record.subjects, record.purpose = family, (family,), purpose
    _remember(request.session, _KEY, handle, purpose.value)


def record_family_refusal(family: str, *, by: str, at: datetime, journal: Journal) -> None:
    """Record that a family outside the reader's sight was asked for, and nothing was shown."""
    with recorded(journal, "FAMILY_READ", "family", by=by, at=at) as record:
        record.object_id, record.subjects, record.outcome = family, (family,), Outcome.REFUSED


def open_specific(
    request: HttpRequest, handle: str, family: str, *, by: str, at: datetime, journal: Journal
) -> None:
    """Record that a family's health and disability data is opened."""
    purpose = purpose_given(request, handle) or Purpose.NONE
    with recorded(journal, "SPECIFIC_OPEN", "family", by=by, at=at) as record:
        record.object_id, record.subjects, record.purpose = family, (family,), purpose
    _remember(request.session, _SPECIFIC, handle, "open")


def record_family_read(
    request: HttpRequest,
    handle: str,
    family: str,
    members: tuple[str, ...],
    *,
    by: str,
    at: datetime,
    journal: Journal,
) -> None:
    """Record that a family's page was shown, with the digests of the members on it; before it is
    sent."""
    purpose = purpose_given(request, handle) or Purpose.NONE
    verb = "SPECIFIC_READ" if is_specific_open(request, handle) else "FAMILY_READ"
    with recorded(journal, verb, "family", by=by, at=at) as record:
        record.object_id, record.subjects, record.purpose = family, (family, *members), purpose
