"""The moves that a page offers: their words, their forms, and the action that each becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desil.cases.actions import steps
from desil.cases.actions.handing_over import hand_over
from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.words import Step
from desil.cases.queries.case_file import CaseFile
from desil.cases.workflow.events import Move, Officer
from desil.cases.workflow.state import Standing
from desil.office.cases.forms import (
    AdvanceForm,
    HandOverForm,
    MoveForm,
    NoteForm,
    OtherForm,
    RefusalForm,
    ReturnForm,
)
from desil.office.cases.words import step_label

Act = Callable[..., object]
_TOGETHER = frozenset({Step.SIGN, Step.SEND, Step.EFFECTIVE})  # taken for many cases at once


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as a page offers it; `act` makes of a valid form the action, short of number, by, at
    and journal; `asks` what is asked before it is done, empty where nothing is."""

    label: str | Promise
    says: str | Promise
    form: type[MoveForm]
    act: Callable[[Any], Act]
    asks: str | Promise = ""


def _advance(form: AdvanceForm) -> Act:
    told = form.cleaned_data
    return partial(
        steps.advance,
        details=form.details,
        outcome=told.get("outcome", ""),
        note=told["note"],
        seen=told["seen"],
    )


def _give_back(form: ReturnForm) -> Act:
    told = form.cleaned_data
    return partial(
        steps.give_back,
        reason=told["reason"],
        again=told.get("again", ()),
        documents=told.get("documents", ()),
        note=told["note"],
        seen=told["seen"],
    )


def _refuse(form: RefusalForm) -> Act:
    told = form.cleaned_data
    return partial(
        steps.refuse,
        reason=told["reason"],
        details=form.details,
        note=told["note"],
        seen=told["seen"],
    )


def _write_note(form: NoteForm) -> Act:
    return partial(steps.write_note, note=form.cleaned_data["note"])


def _noted(action: Act) -> Callable[[NoteForm], Act]:
    return lambda form: partial(
        action, note=form.cleaned_data["note"], seen=form.cleaned_data["seen"]
    )


def _other(action: Act) -> Callable[[OtherForm], Act]:
    return lambda form: partial(action, other=form.cleaned_data["other"])


def _hand_over(form: HandOverForm) -> Act:
    told = form.cleaned_data
    return partial(
        hand_over, note=told["note"], to_village=told.get("to_village", ""), seen=told["seen"]
    )


OFFERS: Mapping[Move, Offer] = {
    Move.ADVANCE: Offer(
        _("Selesaikan langkah"), _("Permohonan berlanjut ke langkah berikutnya."),
        AdvanceForm, _advance,
    ),
    Move.RETURN: Offer(
        _("Kembalikan"), _("Kembali ke petugas untuk dilengkapi; pemohon disurati."),
        ReturnForm, _give_back,
    ),
    Move.REFUSE: Offer(
        _("Tolak"), _("Pemohon disurati dengan alasannya dan boleh keberatan satu kali."),
        RefusalForm, _refuse,
        _("Pemohon membaca penolakan ini di tiketnya. Anda dapat membatalkannya hari ini juga."),
    ),
    Move.UNDO: Offer(
        _("Batalkan keputusan"), _("Keputusan terakhir dibatalkan; langkahnya menunggu lagi."),
        NoteForm, _noted(steps.undo),
    ),
    Move.OBJECT: Offer(
        _("Ajukan keberatan pemohon"), _("Satu kali; didengar oleh orang lain."),
        NoteForm, _noted(steps.object_to_refusal),
    ),
    Move.WITHDRAW: Offer(
        _("Cabut atas permintaan pemohon"), _("Permohonan ditutup."),
        NoteForm, _noted(steps.withdraw),
        _("Permohonan ditutup tanpa keputusan. Pemohon atau loket dapat membatalkannya."),
    ),
    Move.MERGE: Offer(
        _("Gabungkan"), _("Ditutup karena permohonan lain berisi hal yang sama."),
        OtherForm, _other(steps.merge_into),
        _("Permohonan ini ditutup, dan yang lain diteruskan."),
    ),
    Move.LINK: Offer(
        _("Kaitkan"), _("Kedua permohonan saling menunjuk; tidak ada yang ditutup."),
        OtherForm, _other(steps.link_to),
    ),
    Move.REOPEN: Offer(
        _("Buka lagi"), _("Dijalani lagi dari langkah pertama; Anda tidak ikut memutuskan."),
        NoteForm, _noted(steps.reopen),
    ),
    Move.HAND_OVER: Offer(
        _("Serahkan ke kelurahan baru"),
        _("Keluarga ini pindah. Petugas di sana melanjutkan; di sini tinggal riwayatnya."),
        HandOverForm, _hand_over,
    ),
    Move.NOTE: Offer(
        _("Tulis catatan"), _("Untuk rekan; tidak dikirim ke pemohon."),
        NoteForm, _write_note,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """A move of this case with its form; open where it was sent and something was wrong."""

    name: str
    label: str | Promise
    says: str | Promise
    form: MoveForm
    is_open: bool


def is_undoable_on(file: CaseFile, day: date) -> bool:
    """Whether the last decision may still be taken back on a day: a refusal on its own day."""
    is_refused = file.state.standing is Standing.REFUSED
    return not is_refused or working_calendar().day_of(file.state.since) == day


def offered(
    file: CaseFile,
    by: Officer,
    day: date,
    sent: tuple[Move, MoveForm] | None = None,
    *,
    has_moved: bool = False,
) -> list[Offered]:
    """What the reader may do by form now, deciding first; `sent` takes the place of a fresh
    form. A case is handed over where its family `has_moved` or left the release."""
    found = []
    for move, offer in OFFERS.items():
        if move not in file.moves or (move is Move.ADVANCE and file.state.step in _TOGETHER):
            continue
        if move is Move.UNDO and not is_undoable_on(file, day):
            continue
        if move is Move.HAND_OVER and not has_moved:
            continue
        is_sent = sent is not None and sent[0] is move
        form = sent[1] if sent and is_sent else offer.form(file, move.value, by=by)
        label = step_label(file.case.step) if move is Move.ADVANCE else offer.label
        found.append(Offered(move.value, label, offer.says, form, is_sent))
    return found
