"""What the pages of programmes call things."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desil.dictionary.columns.eligibility import LIST_STATE_LABELS, ListState
from desil.jobs.list_models import ProgrammeList
from desil.jobs.states import ListProposalState
from desil.ui.family.facts import said
from desil.ui.figures import count_text


def list_state(state: str) -> str:
    """What has become of a list."""
    return {
        ListProposalState.LOADED: _("belum diusulkan"),
        ListProposalState.OPEN: _("menunggu tanda tangan"),
        ListProposalState.APPROVED: _("berlaku"),
        ListProposalState.REJECTED: _("ditolak"),
        ListProposalState.WITHDRAWN: _("ditarik"),
        ListProposalState.REPLACED: _("dicabut"),
    }[ListProposalState(state)]


def row_state(state: str) -> str:
    """What a list says of a family or a person."""
    return said(LIST_STATE_LABELS[ListState(state)])


def list_name(told: ProgrammeList) -> str:
    """What the programme of a list is called."""
    return told.name_en if get_language() == "en" else told.name_id


def quota_text(told: str) -> str:
    """A quota as it stands in a recipe, for a person."""
    found = dict(part.split("=", 1) for part in told.split(";"))
    words = []
    if found["total"] != "None":
        words.append(_("%(n)s seluruh kota") % {"n": count_text(int(found["total"]))})
    if found["per_village"] != "None":
        words.append(_("%(n)s per kelurahan") % {"n": count_text(int(found["per_village"]))})
    if found["by_village"]:
        villages = found["by_village"].count(":")
        words.append(_("menurut berkas, %(n)s kelurahan") % {"n": villages})
    return "; ".join(words) or _("tanpa kuota")
