"""Where the family of a case is now, in words, for whoever works on the case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desil.cases.models import Case
from desil.cases.queries.elsewhere import Whereabouts, place_of
from desil.registry.publication_gate import village_names
from desil.ui.places import place_name


def whereabouts_of(case: Case) -> list[str]:
    """What the newest release says of the case's family; empty where nothing has changed."""
    place = place_of(case)
    said = []
    if place.whereabouts is Whereabouts.GONE:
        said.append(_("Rilis terbaru tidak mendaftar keluarga ini. Permohonannya tetap berjalan."))
    elif place.whereabouts is Whereabouts.MOVED:
        name = village_names().get(place.village_code, place.village_code)
        said.append(
            _("Menurut rilis terbaru keluarga ini tinggal di kelurahan %(name)s. "
              "Selesaikan permohonannya di sini, atau serahkan kepada Dinsos.")
            % {"name": place_name(name)}
        )  # fmt: skip
    if place.has_new_number:
        said.append(_("Nomor KK keluarga ini berganti sejak permohonan dicatat."))
    return said
