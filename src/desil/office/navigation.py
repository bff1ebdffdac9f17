"""The main pages that a reader may open, grouped, for the bar above every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desil.accounts.models import User
from desil.accounts.permissions import Permission

_Page = tuple[str, str | Promise, Permission]
_GROUPS: tuple[tuple[str | Promise, tuple[_Page, ...]], ...] = (
    (_("Beranda"), (("office:home", _("Beranda"), Permission.AGGREGATE_READ),)),
    (
        _("Kota"),
        (
            ("office:city", _("Desil menurut wilayah"), Permission.AGGREGATE_READ),
            ("office:map", _("Peta"), Permission.AGGREGATE_READ),
            ("office:movement", _("Perpindahan"), Permission.AGGREGATE_READ),
            ("office:unranked", _("Belum diperingkat"), Permission.AGGREGATE_READ),
            ("office:findings", _("Temuan"), Permission.AGGREGATE_READ),
        ),
    ),
    (
        _("Keluarga"),
        (
            ("office:search", _("Cari keluarga"), Permission.FAMILY_SEARCH),
            ("office:worklists", _("Daftar kerja"), Permission.WORKLIST_READ),
            ("office:review", _("Tinjauan"), Permission.REVIEW_READ),
        ),
    ),
    (
        _("Permohonan"),
        (
            ("office:cases", _("Daftar permohonan"), Permission.CASE_READ),
            ("office:case_start", _("Catat permohonan"), Permission.CASE_ENTER),
            ("office:case_reports", _("Laporan permohonan"), Permission.CASE_READ),
            ("office:case_sign", _("Tanda tangan"), Permission.CASE_SIGN),
            ("office:case_send", _("Kirim ke pusat"), Permission.CASE_SEND),
        ),
    ),
    (
        _("Program"),
        (
            ("office:programmes", _("Aturan program"), Permission.PROGRAMME_READ),
            ("office:programme_lists", _("Daftar program"), Permission.PROGRAMME_READ),
            ("office:payments", _("Penyaluran"), Permission.PROGRAMME_READ),
            ("office:fairness", _("Keadilan"), Permission.PROGRAMME_READ),
            ("office:what_if", _("Andaikan"), Permission.PROGRAMME_READ),
        ),
    ),
    (
        _("Data"),
        (
            ("office:deliveries", _("Kiriman"), Permission.DELIVERY_READ),
            ("office:runs", _("Run"), Permission.RUN_READ),
            ("office:models", _("Model"), Permission.MODEL_READ),
            ("office:publications", _("Penerbitan"), Permission.PUBLICATION_READ),
            ("office:exports", _("Berkas"), Permission.RECAP_EXPORT),
            ("office:jobs", _("Pekerjaan"), Permission.RUN_READ),
        ),
    ),
    (
        _("Kantor"),
        (
            ("office:accounts", _("Pengguna"), Permission.USER_READ),
            ("office:settings", _("Pengaturan"), Permission.SETTING_READ),
            ("office:audit", _("Log audit"), Permission.AUDIT_READ),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the bar."""

    link: str
    label: str | Promise
    is_here: bool


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Pages under one word; a group of one page is that page."""

    label: str | Promise
    places: tuple[Place, ...]

    @property
    def is_here(self) -> bool:
        """Whether the reader is on one of its pages."""
        return any(place.is_here for place in self.places)


def place_groups(request: HttpRequest) -> dict[str, object]:
    """Context of every page: `place_groups`, empty when nobody is signed in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"place_groups": ()}
    match = request.resolver_match
    here = match.view_name if match else ""
    found = (
        PlaceGroup(
            label,
            tuple(
                Place(reverse(page), name, page == here)
                for page, name, needed in pages
                if user.may(needed)
            ),
        )
        for label, pages in _GROUPS
    )
    return {"place_groups": tuple(group for group in found if group.places)}
