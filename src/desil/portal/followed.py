"""What an applicant reads of a case: of each fact what was asked, seen and sent, and what has
happened.

No names of staff and no notes; of facts only the family's and the applicant's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
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
from desil.cases.letters.due import due_letters
from desil.cases.letters.papers import asked_again, wanted_papers
from desil.cases.models import CaseEvent
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Followed, FollowedFact, followed
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import Standing
from desil.dictionary.label import Label
from desil.dictionary.results import CorrectionOutcome
from desil.ui.family.facts import said


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact in words: what was asked, seen and sent, and what the release has (empty before)."""

    label: str
    asked: str
    seen: str
    sent: str
    released: str


def _value(label: Label | None, none: str, *, is_closed: bool) -> str:
    if label is None and is_closed:
        return _("tidak ditampilkan")
    return said(label) if label else none


def _sent(fact: FollowedFact, told: Followed) -> str:
    if told.is_sent:
        return _value(fact.going, _("tidak dikirim"), is_closed=fact.is_closed)
    return _("belum dikirim") if told.state.is_open else _("tidak dikirim")


def _released(fact: FollowedFact) -> str:
    words = {
        CorrectionOutcome.TAKEN_OVER.value: _("sama dengan yang dikirim"),
        CorrectionOutcome.IGNORED.value: _("belum memuatnya"),
        CorrectionOutcome.CONTRADICTED.value: said(fact.stated) if fact.stated else _("isi lain"),
        CorrectionOutcome.GONE.value: _("tidak memuat orang atau keluarga ini"),
    }
    return words.get(fact.outcome, "")


def asked_of(file: CaseFile) -> list[AskedFact]:
    """Every fact that the case is about."""
    told = followed(file)
    unseen = _("belum dikunjungi") if _awaits_visit(file) else _("tidak dilihat")
    return [
        AskedFact(
            said(fact.label),
            _value(fact.asked, _("tidak diminta"), is_closed=fact.is_closed),
            _value(fact.seen, unseen, is_closed=fact.is_closed)
            if Step.VISIT in file.kind.steps
            else "",
            _sent(fact, told),
            _released(fact),
        )
        for fact in told.facts
    ]


def _awaits_visit(file: CaseFile) -> bool:
    return file.state.is_open and Step.VISIT not in file.state.takers


def told_of(file: CaseFile) -> str:
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


def ended_of(file: CaseFile) -> str:
    """How a closed case ended, in a sentence; empty for an open one."""
    if file.state.standing is Standing.DONE:
        ended = outcomes().get(file.state.outcome)
        return _("Selesai: %(outcome)s.") % {"outcome": said(ended)} if ended else _("Selesai.")
    return {
        Standing.REFUSED: _("Ditolak. Tidak ada data yang diubah."),
        Standing.WITHDRAWN: _("Ditarik. Tidak ada data yang diubah."),
        Standing.MERGED: _("Digabung dengan permohonan yang sama."),
        Standing.CONTRADICTED: _("Selesai: rilis pusat berisi lain dari yang kami kirim."),
    }.get(file.state.standing, "")


def rating_of(file: CaseFile) -> str:
    """What the applicant said of how the case was handled, in words; empty before they did."""
    given = [e.details.get("answer", "") for e in file.history if e.move == Move.RATE.value]
    answers = satisfaction_answers()
    return said(answers[given[-1]].label) if given and given[-1] in answers else ""


def _taken(event: CaseEvent) -> str:
    """A step that was taken, in words."""
    step = Step(event.step or "")
    if step is Step.EFFECTIVE:
        return _("Rilis pusat sudah memuat yang kami kirim")
    if step is Step.ANSWER:
        answer = outcomes().get(str(event.details.get("outcome", "")))
        return _("Dijawab: %(answer)s") % {"answer": said(answer)} if answer else _("Dijawab")
    return _("Selesai: %(step)s") % {"step": said(step_rules()[step].label)}


def _words() -> dict[str, str]:
    return {
        Move.ENTER.value: _("Permohonan dicatat"),
        Move.RETURN.value: _("Diminta melengkapi"),
        Move.REFUSE.value: _("Ditolak"),
        Move.OBJECT.value: _("Keberatan Anda dicatat"),
        Move.MERGE.value: _("Digabung dengan permohonan yang sama"),
        Move.REOPEN.value: _("Dibuka lagi"),
        Move.UNDO.value: _("Keputusan terakhir dibatalkan"),
        Move.HAND_OVER.value: _("Dilanjutkan kelurahan tempat Anda tinggal sekarang"),
        Move.RATE.value: _("Anda menjawab satu pertanyaan"),
        Move.IGNORE.value: _("Rilis pusat belum memuat yang kami kirim"),
        Move.CONTRADICT.value: _("Rilis pusat berisi lain. Anda boleh mengajukan lagi"),
    }


def _asked_for(file: CaseFile, event: CaseEvent) -> str:
    """What an applicant was asked to bring, with the officer's words; empty for any other move."""
    if event.move != Move.RETURN.value:
        return ""
    papers, asks = asked_again(file.kind, event)
    names = ", ".join(said(documents()[name].label) for name in papers if name in documents())
    return "".join(f". {text}" for text in (names, asks) if text)


def wanted_of(file: CaseFile) -> list[str]:
    """The documents that the applicant still has to bring; none of those that a visitor takes."""
    return [said(documents()[name].label) for name in wanted_papers(file.kind, file.state)]


def letter_told(file: CaseFile) -> str:
    """Which letter the ticket gives, with its day; empty where there is none."""
    written = due_letters(file.kind, file.history)
    if not written:
        return ""
    day = timezone.localtime(written[-1].at).strftime("%d-%m-%Y")
    return f"{said(written[-1].letter.label)}, {day}"


def is_letter_overtaken(file: CaseFile) -> bool:
    """Whether the newest letter tells of a refusal that is being looked at again."""
    written = due_letters(file.kind, file.history)
    return bool(written) and written[-1].letter.at == "refused" and file.state.is_open


def happened_of(file: CaseFile) -> list[tuple[str, str]]:
    """What has happened, each with its day."""
    words, found = _words(), []
    for event in file.history:
        when = timezone.localtime(event.at).strftime("%d-%m-%Y")
        if event.move == Move.ADVANCE.value and event.step:
            found.append((when, _taken(event)))
        elif event.move == Move.WITHDRAW.value:
            by_applicant = event.by == RESIDENT.actor
            told = _("Anda menarik permohonan") if by_applicant else _("Ditarik di loket")
            found.append((when, told))
        elif event.move in words:
            why = f": {said(reasons()[event.reason].label)}" if event.reason in reasons() else ""
            found.append((when, words[event.move] + why + _asked_for(file, event)))
    return found
