"""What the pages of cases call things that the case types do not name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import (
    Door,
    Step,
    documents,
    outcomes,
    reasons,
    satisfaction_answers,
    step_rules,
)
from desil.cases.queries.flags import Flag
from desil.cases.whereabouts import CasePlace, Whereabouts
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import Standing
from desil.dictionary.areas import city_villages
from desil.publication.gate import village_names
from desil.ui.family.facts import said
from desil.ui.places import place_name

Text = str | Promise
DOORS: Mapping[str, Text] = {
    Door.PENDAMPING.value: _lazy("Pendamping"),
    Door.KELURAHAN.value: _lazy("Loket kelurahan"),
    Door.DINSOS.value: _lazy("Kantor Dinsos"),
    Door.PORTAL.value: _lazy("Halaman warga"),
}
STANDINGS: Mapping[str, Text] = {
    Standing.OPEN.value: _lazy("Terbuka"),
    Standing.REFUSED.value: _lazy("Ditolak"),
    Standing.WITHDRAWN.value: _lazy("Dicabut"),
    Standing.MERGED.value: _lazy("Digabungkan"),
    Standing.DONE.value: _lazy("Selesai"),
    Standing.CONTRADICTED.value: _lazy("Dibantah rilis"),
}
MOVES: Mapping[str, Text] = {
    Move.ENTER.value: _lazy("Dicatat"),
    Move.DOCUMENT.value: _lazy("Berkas ditambahkan"),
    Move.PROPOSE.value: _lazy("Perubahan diajukan"),
    Move.NOTE.value: _lazy("Catatan"),
    Move.LINK.value: _lazy("Dikaitkan"),
    Move.ADVANCE.value: _lazy("Langkah selesai"),
    Move.RETURN.value: _lazy("Dikembalikan"),
    Move.REFUSE.value: _lazy("Ditolak"),
    Move.OBJECT.value: _lazy("Keberatan"),
    Move.WITHDRAW.value: _lazy("Dicabut"),
    Move.MERGE.value: _lazy("Digabungkan"),
    Move.REOPEN.value: _lazy("Dibuka lagi"),
    Move.UNDO.value: _lazy("Keputusan dibatalkan"),
    Move.HAND_OVER.value: _lazy("Diserahkan ke kelurahan baru"),
    Move.IGNORE.value: _lazy("Belum diambil rilis"),
    Move.CONTRADICT.value: _lazy("Dibantah rilis"),
    Move.RATE.value: _lazy("Dinilai pemohon"),
    Move.REMIND.value: _lazy("Diingatkan"),
    Move.ESCALATE.value: _lazy("Terlambat, atasan diberi tahu"),
}
FLAGS: Mapping[Flag, Text] = {
    Flag.SAME_PHOTO: _lazy("Foto yang sama ada di permohonan keluarga lain"),
    Flag.ALIKE_PHOTO: _lazy("Foto yang mirip ada di permohonan keluarga lain"),
    Flag.SAME_PLACE: _lazy("Rumah keluarga lain dipotret di tempat yang sama"),
    Flag.NIGHT_BURST: _lazy("Petugas ini mencatat banyak permohonan dalam satu malam"),
    Flag.UNDER_BOUNDARY: _lazy(
        "Banyak keluarga yang diajukan petugas ini berada tepat di bawah batas desil 4"
    ),
}


def kind_label(name: str) -> str:
    """What a case type is called."""
    return said(kinds()[name].label) if name in kinds() else name


def step_label(name: str | None) -> str:
    """What a step is called; empty for none."""
    return said(step_rules()[Step(name)].label) if name else ""


def reason_label(code: str) -> str:
    """A coded reason in words, with its code."""
    return f"{said(reasons()[code].label)} ({code})" if code in reasons() else code


def outcome_label(code: str) -> str:
    """A good ending in words."""
    return said(outcomes()[code]) if code in outcomes() else code


def satisfaction_label(name: str) -> str:
    """What an applicant said of how a case was handled, in words."""
    answers = satisfaction_answers()
    return said(answers[name].label) if name in answers else name


def document_label(name: str) -> str:
    """What a document, or what else a step waits for, is called."""
    if name == "changes":
        return _("perubahan yang diajukan")
    return said(documents()[name].label) if name in documents() else name


def village_label(code: str) -> str:
    """A kelurahan by its BPS code; the code itself where the city has none such."""
    names = {v.bps: v.name for v in city_villages()}
    return place_name(names.get(code, code))


@dataclass(frozen=True, slots=True)
class ClockText:
    """How a clock stands, in words, and whether it has run out."""

    text: str
    is_late: bool


def clock_text(due_on: date | None, day: date) -> ClockText | None:
    """Calendar days until a step is due, seen on a day; None where no clock runs."""
    if due_on is None:
        return None
    left = (due_on - day).days
    if left < 0:
        return ClockText(_("terlambat %(n)d hari") % {"n": -left}, is_late=True)
    if left == 0:
        return ClockText(_("hari ini"), is_late=False)
    return ClockText(_("%(n)d hari lagi") % {"n": left}, is_late=False)


def whereabouts_words(place: CasePlace) -> list[str]:
    """What the newest release says of the case's family; empty where nothing has changed."""
    said = []
    if place.whereabouts is Whereabouts.GONE:
        said.append(
            _(
                "Rilis terbaru tidak mendaftar keluarga ini. Permohonannya tetap berjalan: "
                "selesaikan di sini, atau serahkan ke kelurahan tempat mereka sekarang."
            )
        )
    elif place.whereabouts is Whereabouts.MOVED:
        name = village_names().get(place.village_code, place.village_code)
        said.append(
            _("Menurut rilis terbaru keluarga ini tinggal di kelurahan %(name)s. "
              "Selesaikan permohonannya di sini, atau serahkan ke kelurahan itu.")
            % {"name": place_name(name)}
        )  # fmt: skip
    if place.has_new_number:
        said.append(_("Nomor KK keluarga ini berganti sejak permohonan dicatat."))
    return said
