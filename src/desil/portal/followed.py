"""What an applicant reads of a case: where it stands, and what has happened.

No names of staff and no notes.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from desil.cases.actions.people import RESIDENT
from desil.cases.kinds.words import (
    Step,
    documents,
    outcomes,
    reasons,
    satisfaction_answers,
    step_rules,
)
from desil.cases.letters.due import due_letters, is_undelivered
from desil.cases.letters.papers import completion_request, lacked_papers, wanted_papers
from desil.cases.models import CaseEvent
from desil.cases.queries.case_file import CaseFile
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import Standing, is_undoable
from desil.dictionary.areas import city_villages
from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.codelists.months import day_label
from desil.ui.family.facts import said
from desil.ui.figures import UNKNOWN
from desil.ui.places import place_name

_CLOSES = frozenset({"refused", "undelivered", "merged", "contradicted"})
_LEAVES_WAITING = frozenset({"note", "link", "rate", "remind", "escalate", "hand_over"})


def applicant_words(file: CaseFile) -> str:
    """What the applicant said; empty where it may tell of health or accuses somebody."""
    is_hidden = file.kind.tells_specific or file.kind.protects_applicant
    return "" if is_hidden else file.case.told


def answer_of(file: CaseFile) -> str:
    """What the office answered in its own words; empty before it did."""
    answered = [
        event.note
        for event in file.history
        if event.move == Move.ADVANCE.value and event.step == Step.ANSWER.value
    ]
    return answered[-1] if answered and not file.state.is_open else ""


def waits_of(file: CaseFile) -> str:
    """What an open case waits for; empty for a closed one."""
    step = file.state.step
    if step is None:
        return ""
    if step is Step.COMPLETE and wanted_papers(file.kind, file.state):
        return _("berkas yang kurang dari Anda")
    if _awaits_applicant(file):
        return _("perbaikan dari Anda")
    return said(step_rules()[step].waits)


def _awaits_applicant(file: CaseFile) -> bool:
    """Whether a case was sent back and nothing has come since."""
    moves = [event.move for event in file.history if event.move not in _LEAVES_WAITING]
    return bool(moves) and moves[-1] == Move.RETURN.value


def asks_of(file: CaseFile) -> str:
    """What an officer wrote that the applicant should complete, while the case waits for it."""
    returned = [event for event in file.history if event.move == Move.RETURN.value]
    return completion_request(file.kind, returned[-1])[1] if _awaits_applicant(file) else ""


def due_of(file: CaseFile) -> date | None:
    """The day by which the office takes the next step; None where others set the day."""
    return None if file.state.step is Step.EFFECTIVE else file.case.due_on


def _refused(reason: str) -> str:
    """How a refused case ended, with its reason."""
    why = said(reasons()[reason].label) if reason in reasons() else UNKNOWN
    if is_undelivered(reason):
        return _("Tidak masuk ke data pusat: %(why)s. Data Anda di sana tidak berubah.") % {
            "why": why
        }
    return _("Ditolak: %(why)s. Tidak ada data yang diubah.") % {"why": why}


def ended_of(file: CaseFile) -> str:
    """How a closed case ended, in a sentence; empty for an open one."""
    if file.state.standing is Standing.DONE:
        ended = outcomes().get(file.state.outcome)
        return _("Selesai: %(outcome)s.") % {"outcome": said(ended)} if ended else _("Selesai.")
    if file.state.standing is Standing.REFUSED:
        return _refused(file.state.reason)
    return {
        Standing.WITHDRAWN: _("Ditarik. Tidak ada data yang diubah."),
        Standing.MERGED: _merged_last(file),
        Standing.CONTRADICTED: _("Selesai: rilis nasional berisi lain dari yang kami kirim."),
    }.get(file.state.standing, "")


def _day(at: datetime) -> str:
    """The place's day of a moment, as people write it."""
    return said(day_label(office_day(at)))


def rating_of(file: CaseFile) -> str:
    """What the applicant said of how the case was handled, in words; empty before they did."""
    given = [e.details.get("answer", "") for e in file.history if e.move == Move.RATE.value]
    answers = satisfaction_answers()
    return said(answers[given[-1]].label) if given and given[-1] in answers else ""


def _taken(event: CaseEvent) -> str:
    """A step that was taken, in words."""
    step = Step(event.step or "")
    taken = said(step_rules()[step].taken)
    answer = outcomes().get(str(event.details.get("outcome", "")))
    return f"{taken}: {said(answer)}" if answer and step is Step.ANSWER else taken


def _merged(event: CaseEvent) -> str:
    """That a case was merged, and into which."""
    into = str(event.details.get("into", ""))
    if not into:
        return _("Digabung dengan permohonan yang sama")
    return _("Digabung dengan permohonan %(number)s") % {"number": into}


def _merged_last(file: CaseFile) -> str:
    merges = [event for event in file.history if event.move == Move.MERGE.value]
    return f"{_merged(merges[-1])}." if merges else ""


def _handed_over(file: CaseFile, event: CaseEvent) -> str:
    """Where a case is gone on with. Where others live now is not the applicant's to know."""
    names = {v.bps: place_name(v.name) for v in city_villages()}
    name = names.get(str(event.details.get("to_village", "")), "")
    if not name or file.kind.may_anyone_apply:
        return _("Dilanjutkan kelurahan lain")
    return _("Dilanjutkan Kelurahan %(name)s") % {"name": name}


def _words() -> dict[str, str]:
    return {
        Move.ENTER.value: _("Permohonan dicatat"),
        Move.RETURN.value: _("Diminta melengkapi"),
        Move.OBJECT.value: _("Keberatan Anda dicatat"),
        Move.REOPEN.value: _("Dibuka lagi"),
        Move.UNDO.value: _("Keputusan terakhir dibatalkan"),
        Move.RATE.value: _("Anda menjawab satu pertanyaan"),
        Move.IGNORE.value: _("Rilis nasional belum memuat yang kami kirim"),
        Move.CONTRADICT.value: _("Rilis nasional berisi lain. Anda boleh mengajukan lagi"),
    }


def _completion_words(file: CaseFile, event: CaseEvent) -> str:
    """What an applicant was asked to bring, with the officer's words; empty for any other move."""
    if event.move != Move.RETURN.value:
        return ""
    papers, asks = completion_request(file.kind, event)
    names = ", ".join(said(documents()[name].label) for name in papers if name in documents())
    told = [_("Yang perlu dibawa: %(papers)s") % {"papers": names}] if names else []
    told += [_("Keterangan petugas: %(words)s") % {"words": asks}] if asks else []
    return "".join(f". {text}" for text in told)


def wanted_of(file: CaseFile) -> list[str]:
    """The documents that the applicant still has to bring, or for whose want a case was refused;
    none of those that a visitor takes."""
    wanted = wanted_papers(file.kind, file.state) or lacked_papers(file.kind, file.state)
    return [said(documents()[name].label) for name in wanted]


def letter_line(file: CaseFile) -> str:
    """Which letter the ticket gives, with its day; empty where there is none."""
    written = due_letters(file.kind, file.history)
    if not written:
        return ""
    return f"{said(written[-1].letter.label)}, {_day(written[-1].at)}"


def is_letter_overtaken(file: CaseFile) -> bool:
    """Whether the newest letter no longer says how the case stands: it closed the case, which is
    being looked at again; or it spoke of an open case, which the applicant took back."""
    written = due_letters(file.kind, file.history)
    if not written:
        return False
    if file.state.is_open:
        return written[-1].letter.at in _CLOSES
    return file.state.standing is Standing.WITHDRAWN


def _event_words(file: CaseFile, event: CaseEvent, before: CaseEvent | None) -> str:
    """One event in words; empty for one that is not the applicant's to know. `before` is the last
    decision that may be taken back."""
    if event.move == Move.ADVANCE.value and event.step:
        return _taken(event)
    why = said(reasons()[event.reason].label) if event.reason in reasons() else ""
    if event.move == Move.REFUSE.value:
        ended = _("Tidak masuk ke data pusat") if is_undelivered(event.reason) else _("Ditolak")
        return f"{ended}: {why}" if why else ended
    if event.move == Move.WITHDRAW.value:
        by_applicant = event.by == RESIDENT.actor
        return _("Anda menarik permohonan") if by_applicant else _("Ditarik di loket")
    if event.move == Move.UNDO.value and before and before.move == Move.WITHDRAW.value:
        return _("Permohonan dibuka lagi: tidak jadi ditarik")
    if event.move == Move.MERGE.value:
        return _merged(event)
    if event.move == Move.HAND_OVER.value:
        return _handed_over(file, event)
    words = _words().get(event.move, "")
    return words and words + (f": {why}" if why else "") + _completion_words(file, event)


def happened_of(file: CaseFile) -> list[tuple[str, str]]:
    """What has happened, each with its day."""
    found, before = [], None
    for event in file.history:
        if told := _event_words(file, event, before):
            found.append((_day(event.at), told))
        if is_undoable(Move(event.move), Step(event.step) if event.step else None):
            before = event
    return found
