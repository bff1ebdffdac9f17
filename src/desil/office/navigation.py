"""The main pages that a reader may open, for the bar above every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desil.accounts.models import User
from desil.accounts.permissions import Permission

_PAGES: tuple[tuple[str, str | Promise, Permission], ...] = (
    ("office:home", _("Beranda"), Permission.AGGREGATE_READ),
    ("office:city", _("Kota"), Permission.AGGREGATE_READ),
    ("office:map", _("Peta"), Permission.AGGREGATE_READ),
    ("office:search", _("Cari keluarga"), Permission.FAMILY_SEARCH),
    ("office:worklists", _("Daftar kerja"), Permission.WORKLIST_READ),
    ("office:review", _("Tinjauan"), Permission.REVIEW_READ),
    ("office:movement", _("Perpindahan"), Permission.AGGREGATE_READ),
    ("office:unranked", _("Belum diperingkat"), Permission.AGGREGATE_READ),
    ("office:findings", _("Temuan"), Permission.AGGREGATE_READ),
    ("office:deliveries", _("Kiriman"), Permission.DELIVERY_READ),
    ("office:runs", _("Run"), Permission.RUN_READ),
    ("office:publications", _("Penerbitan"), Permission.PUBLICATION_READ),
    ("office:exports", _("Berkas"), Permission.RECAP_EXPORT),
    ("office:jobs", _("Pekerjaan"), Permission.RUN_READ),
    ("office:accounts", _("Pengguna"), Permission.USER_READ),
    ("office:audit", _("Log audit"), Permission.AUDIT_READ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the bar."""

    link: str
    label: str | Promise
    is_here: bool


def places(request: HttpRequest) -> dict[str, object]:
    """Context of every page: `places`, empty when nobody is signed in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"places": ()}
    match = request.resolver_match
    here = match.view_name if match else ""
    return {
        "places": tuple(
            Place(reverse(page), label, page == here)
            for page, label, needed in _PAGES
            if user.may(needed)
        )
    }
