"""What an applicant reads of a case: what has happened, and which letter it gives.

No names of staff and no notes.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from desil.cases.actions.people import RESIDENT
from desil.cases.kinds.words import (
    Step,
    documents,
    reasons,
    satisfaction_answers,
    step_rules,
)
from desil.cases.letters.closing import closing_words, told_return
from desil.cases.letters.due import all_letters, due_letters
from desil.cases.letters.papers import completion_request, papers_that_came
from desil.cases.models import CaseEvent
from desil.cases.queries.case_file import CaseFile
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import is_undoable
from desil.dictionary.areas import city_villages
from desil.dictionary.calendar.office_day import office_day
from desil.dictionary.codelists.months import day_label
from desil.portal.standing import merged_words, release_words
from desil.portal.visited import steps_shown
from desil.ui.family.facts import said
from desil.ui.places import place_name


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


def _day(at: datetime) -> str:
    """The place's day of a moment, as people write it."""
    return said(day_label(office_day(at)))


def rating_of(file: CaseFile) -> str:
    """What the applicant said of how the case was handled, in words; empty before they did."""
    given = [e.details.get("answer", "") for e in file.history if e.move == Move.RATE.value]
    answers = satisfaction_answers()
    return said(answers[given[-1]].label) if given and given[-1] in answers else ""


def _closed(file: CaseFile, event: CaseEvent) -> str:
    """How an event closed a case, as the letter of it says; empty where that says nothing."""
    letters = [due for due in all_letters(file.kind, file.history) if due.place == event.place]
    return said(closing_words(file.kind, letters[0], event)[0]) if letters else ""


def _taken(file: CaseFile, event: CaseEvent) -> str:
    """A step that was taken, in words."""
    return _closed(file, event) or said(step_rules()[Step(event.step or "")].taken)


def _handed_over(file: CaseFile, event: CaseEvent) -> str:
    """Where a case is gone on with. Where others live now is not the applicant's to know."""
    names = {v.bps: place_name(v.name) for v in city_villages()}
    name = names.get(str(event.details.get("to_village", "")), "")
    if not name or file.kind.may_anyone_apply:
        return _("Diteruskan ke kelurahan lain. Kirim berkas di sini atau bawa ke Dinas Sosial")
    return _("Diteruskan ke Kelurahan %(name)s. Bawa berkas ke sana") % {"name": name}


def _words(noun: str) -> dict[str, str]:
    return {
        Move.ENTER.value: _("%(noun)s dicatat") % {"noun": noun},
        Move.RETURN.value: _("Diminta memperbaiki"),
        Move.OBJECT.value: _("Keberatan Anda dicatat"),
        Move.REOPEN.value: _("Dibuka lagi"),
        Move.UNDO.value: _("Keputusan terakhir dibatalkan"),
        Move.RATE.value: _("Anda menjawab satu pertanyaan"),
        Move.CONTRADICT.value: _(
            "Rilis nasional berbeda dari yang kami kirim. Anda boleh mengajukan lagi"
        ),
    }


def _completion_words(file: CaseFile, event: CaseEvent) -> str:
    """What an applicant was asked to bring or to send again, with the officer's words; empty for
    any other move."""
    if event.move != Move.RETURN.value:
        return ""
    papers, asks = completion_request(file.kind, event)
    came = papers_that_came(file.history, event.place)
    known = [(name, said(documents()[name].label)) for name in papers if name in documents()]
    again = ", ".join(label for name, label in known if name in came)
    bring = ", ".join(label for name, label in known if name not in came)
    told = [_("Kirim ulang: %(papers)s") % {"papers": again}] if again else []
    told += [_("Yang perlu dibawa: %(papers)s") % {"papers": bring}] if bring else []
    told += [_("Keterangan petugas: %(words)s") % {"words": asks}] if asks else []
    return "".join(f". {text}" for text in told)


def letter_line(file: CaseFile) -> str:
    """Which letter the ticket gives, with its day; empty where there is none."""
    written = due_letters(file.kind, file.history)
    if not written:
        return ""
    return f"{said(written[-1].letter.label)}, {_day(written[-1].at)}"


def overtaken_of(file: CaseFile) -> str:
    """What has happened since the newest letter was written, so that it no longer says how the case
    stands; empty where nothing has."""
    written = due_letters(file.kind, file.history)
    noun = {"noun": said(file.kind.noun)}
    told = ""
    for event in file.history:
        if not written or event.place <= written[-1].place:
            continue
        if event.move == Move.REOPEN.value:
            told = _("Surat ini ditulis sebelum %(noun)s dibuka lagi.") % noun
        elif event.move == Move.OBJECT.value:
            told = _("Surat ini ditulis sebelum keberatan Anda diterima.")
        elif event.move == Move.WITHDRAW.value:
            told = _("Surat ini ditulis sebelum %(noun)s dibatalkan.") % noun
        elif event.move == Move.UNDO.value:
            told = ""
        elif event.move == Move.HAND_OVER.value:
            told = _("Surat ini ditulis sebelum %(noun)s diteruskan.") % noun
        elif event.move == Move.ADVANCE.value:
            told = _passed_since(event) or told
    return told


def _passed_since(event: CaseEvent) -> str:
    """That a letter was written before a step that it calls the next one; empty for others."""
    return {
        Step.COMPLETE.value: _("Surat ini ditulis sebelum kelengkapan diperiksa."),
        Step.SEND.value: _("Surat ini ditulis sebelum hasilnya dikirim ke pusat."),
    }.get(event.step or "", "")


def _effective(file: CaseFile, event: CaseEvent) -> str:
    """What a release that settled a case made of it."""
    return release_words(file, event) if file.kind.finding else _taken(file, event)


def _of_release(file: CaseFile, event: CaseEvent) -> str:
    """What a release made of a case, in words; empty for any other event."""
    if event.move == Move.IGNORE.value:
        return release_words(file, event)
    if event.move == Move.CONTRADICT.value and file.kind.finding:
        return release_words(file, event)
    is_settled = event.move == Move.ADVANCE.value and event.step == Step.EFFECTIVE.value
    return _effective(file, event) if is_settled else ""


def _event_words(file: CaseFile, event: CaseEvent, before: CaseEvent | None) -> str:
    """One event in words; empty for one that is not the applicant's to know. `before` is the last
    decision that may be taken back."""
    if told := _of_release(file, event):
        return told
    if event.move == Move.ADVANCE.value and event.step:
        return _taken(file, event)
    if event.move == Move.REFUSE.value:
        return _closed(file, event) or _("Ditolak")
    noun = said(file.kind.noun)
    if event.move == Move.WITHDRAW.value:
        if event.by == RESIDENT.actor:
            return _("Anda membatalkan %(noun)s") % {"noun": noun}
        return _("Anda membatalkan di loket")
    if event.move == Move.UNDO.value and before and before.move == Move.WITHDRAW.value:
        return _("%(noun)s dibuka lagi: tidak jadi dibatalkan") % {"noun": noun.capitalize()}
    if event.move == Move.MERGE.value:
        return merged_words(file, event)
    if event.move == Move.HAND_OVER.value:
        return _handed_over(file, event)
    words = _words(noun.capitalize()).get(event.move, "")
    is_told = event.reason in reasons()
    why = said(told_return(file.kind, file.history, event)) if is_told else ""
    return words and words + (f": {why}" if why else "") + _completion_words(file, event)


def happened_of(file: CaseFile) -> list[tuple[str, str]]:
    """What has happened, each with its day."""
    found, before = [], None
    shown, again = steps_shown(file)
    for event in file.history:
        day, step = _day(event.at), shown.get(event.place)
        told = "" if event.place in again else _event_words(file, event, before)
        taken = said(step_rules()[step].taken) if step else ""
        is_entry = event.move == Move.ENTER.value  # what led to it came before
        lines = (told, taken) if is_entry else (taken, told)
        found += [(day, line) for line in lines if line]
        if is_undoable(Move(event.move), Step(event.step) if event.step else None):
            before = event
    return found


def may_be_asked(file: CaseFile) -> bool:
    """Whether an applicant is asked how they were served: not where somebody died."""
    told = [reasons()[e.reason] for e in file.history if e.reason in reasons()]
    is_death = file.kind.tells_death or any(reason.tells_death for reason in told)
    return Move.RATE in file.moves and not is_death
