"""What the work lists are asked for: a kelurahan of the reader's territory, a list, an RW."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from desil.accounts.models import User
from desil.dictionary.areas import city_villages
from desil.register.recap import CurrentPublication
from desil.register.worklists.lists import Where, Worklist
from desil.ui.places import place_name

LABELS: dict[Worklist, str | Promise] = {
    Worklist.UNRANKED: _("Belum diperingkat"),
    Worklist.CONTRADICTING: _("Desil resmi bertentangan"),
    Worklist.WORTH_VISITING: _("Layak dikunjungi"),
}
MEANINGS: dict[Worklist, str | Promise] = {
    Worklist.UNRANKED: _(
        "Belum diberi desil oleh rilis nasional, tetapi faktanya cukup untuk desil indikatif."
    ),
    Worklist.CONTRADICTING: _(
        "Menurut faktanya, keluarga ini hampir pasti di sisi lain batas desil 4 dan 5."
    ),
    Worklist.WORTH_VISITING: _(
        "Terlalu dekat dengan batas desil 4 dan 5 untuk dipastikan dari data: kunjungan"
        " yang memutuskan."
    ),
}
_FURTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A kelurahan to choose: its BPS code and its name."""

    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """What a request asks for; `page` counts from 1."""

    village: str
    worklist: Worklist
    rw: str | None
    page: int

    def where(self, publication: CurrentPublication) -> Where:
        """The same for the register, at the newest release."""
        return Where(publication.id, publication.releases[0].release_date, self.village, self.rw)

    def query(self, *, page: int = 1) -> str:
        """The query of an address that asks for this again, at another page."""
        parts = {"daftar": self.worklist.value, "wilayah": self.village}
        if self.rw:
            parts["rw"] = self.rw
        if page > 1:
            parts["halaman"] = str(page)
        return urlencode(parts)


def villages_of(user: User) -> list[tuple[str, str]]:
    """Code and name of the kelurahan that a reader may choose among, by name."""
    names = {v.bps: place_name(v.name) for v in city_villages()}
    codes = names if user.territory.is_whole_city else user.territory.villages
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda v: (v[1], v[0]))


def village_name(code: str) -> str:
    """What a kelurahan is called; its code where the city has none of that code."""
    return next((place_name(v.name) for v in city_villages() if v.bps == code), code)


def _number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= most):
        raise Http404("bukan angka yang mungkin")
    return int(text)


def selection_of(user: User, told: QueryDict) -> Selection | None:
    """What a reader asks for, the first kelurahan of theirs when none is named; None for a reader
    without any. Http404 for a part that is no possible answer or lies outside the territory."""
    choices = villages_of(user)
    if not choices:
        return None
    village = told.get("wilayah") or choices[0][0]
    if not user.territory.has(village) or len(village) != 10:
        raise Http404("wilayah tidak dikenal")
    try:
        worklist = Worklist(told.get("daftar", Worklist.WORTH_VISITING.value))
    except ValueError as fault:
        raise Http404("daftar tidak dikenal") from fault
    rw = told.get("rw") or None
    if rw is not None and not (rw.isascii() and rw.isdecimal() and len(rw) == 3):
        raise Http404("rw bukan tiga angka")
    return Selection(village, worklist, rw, _number(told.get("halaman", "1"), _FURTHEST))


def choices_of(user: User, chosen: str) -> list[Choice]:
    """The kelurahan to choose among."""
    return [Choice(code, name, code == chosen) for code, name in villages_of(user)]
