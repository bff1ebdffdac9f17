"""How a case stands, in the sentences that its applicant reads."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from desil.cases.kinds.words import Step, documents, outcomes, step_rules
from desil.cases.letters.closing import closing_words
from desil.cases.letters.closing import then_of as then_of_letter
from desil.cases.letters.due import DueLetter, due_letters, gone_in
from desil.cases.letters.papers import (
    completion_request,
    lacked_papers,
    later_papers,
    papers_that_came,
    wanted_papers,
)
from desil.cases.models import CaseEvent
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Followed
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import Standing
from desil.dictionary.codelists.months import day_label
from desil.portal.visited import is_visited_now
from desil.ui.family.facts import said

_OF_PAPERS = frozenset({"document", "propose"})
_DECIDES = frozenset({Move.WITHDRAW.value, Move.REFUSE.value, Move.MERGE.value})
_SAYS_ONLY = frozenset({"note", "link", "rate", "remind", "escalate", "hand_over"})


def _last_move(file: CaseFile) -> CaseEvent | None:
    """The newest event after which a case stands as it does."""
    return next((e for e in reversed(file.history) if e.move not in _SAYS_ONLY), None)


def awaits_applicant(file: CaseFile) -> bool:
    """Whether a case was sent back and nothing has come since."""
    last = _last_move(file)
    return last is not None and last.move == Move.RETURN.value


def is_objected(file: CaseFile) -> bool:
    """Whether an objection is being heard: nobody has decided since."""
    moves = [e.move for e in file.history if e.move not in _SAYS_ONLY and e.move not in _OF_PAPERS]
    return file.state.is_open and bool(moves) and moves[-1] == Move.OBJECT.value


def asks_of(file: CaseFile) -> str:
    """What an officer wrote that the applicant should mend, while the case waits for it."""
    returned = [event for event in file.history if event.move == Move.RETURN.value]
    return completion_request(file.kind, returned[-1])[1] if awaits_applicant(file) else ""


def due_of(file: CaseFile) -> date | None:
    """The day by which the office takes the next step; None where others set the day."""
    return None if file.state.step is Step.EFFECTIVE else file.case.due_on


def release_day(event: CaseEvent) -> str:
    """The day of the release that an event is about, in words."""
    text = str(event.details.get("release", ""))
    return said(day_label(date.fromisoformat(text))) if text else ""


def _is_hidden(file: CaseFile, gone: str) -> bool:
    """Whether what a release says, or that it lists somebody no longer, is not told."""
    return file.kind.finding is not None or (bool(gone) and file.kind.may_vanish)


def release_words(file: CaseFile, event: CaseEvent) -> str:
    """What a release that did not settle a case made of it, in a sentence."""
    told, gone = {"day": release_day(event)}, gone_in(event)
    if _is_hidden(file, gone):
        return _("Rilis nasional %(day)s sudah terbit. Hasilnya tidak ditampilkan di sini") % told
    if gone == "family":
        return _("Keluarga Anda tidak ada dalam rilis nasional %(day)s") % told
    if gone:
        return _("Anggota keluarga yang dimaksud tidak ada dalam rilis nasional %(day)s") % told
    return _("Rilis nasional %(day)s belum memuat yang kami kirim") % told


def _after_release(file: CaseFile, event: CaseEvent) -> list[str]:
    """What a release made of a case that goes on waiting, and what to do."""
    says, gone = f"{release_words(file, event)}.", gone_in(event)
    waits = _("Menunggu: Rilis nasional berikutnya, biasanya tiga bulan sekali.")
    if _is_hidden(file, gone):
        return [says, waits, _("Tanyakan di kelurahan atau Dinas Sosial. Bawa KTP.")]
    if gone:
        return [says, _("Datang ke kelurahan. Bawa KTP dan KK.")]
    return [says, waits, _("Rilis berikutnya masih belum memuatnya? Datang ke kelurahan.")]


def waits_of(file: CaseFile) -> str:
    """What an open case waits for, in a sentence; empty for a closed one."""
    step, noun = file.state.step, said(file.kind.noun)
    if step is None:
        return ""
    if is_objected(file):
        waits = said(step_rules()[step].waits)
        return _("Keberatan Anda diperiksa petugas lain. Menunggu: %(w)s.") % {"w": waits}
    if step is Step.COMPLETE and awaits_applicant(file):
        return _("Menunggu Anda memperbaiki %(noun)s ini.") % {"noun": noun}
    if step is Step.COMPLETE and wanted_papers(file.kind, file.state):
        return _("Menunggu Anda melengkapi berkas.")
    if step is Step.VISIT and is_visited_now(file):
        return _("Petugas sudah datang ke rumah. Menunggu laporannya.")
    return _("Menunggu: %(w)s.") % {"w": said(step_rules()[step].waits)}


def _otherwise(file: CaseFile, told: Followed) -> list[str]:
    """That something else goes upward, or went, than was asked, and what to do then."""
    if not told.is_otherwise or told.has_hidden:
        return []
    return {
        Step.SEND: [
            _("Yang akan dikirim tidak sama dengan yang Anda minta."),
            _("Tidak cocok? Datang secepatnya: bisa dikirim kapan saja."),
        ],
        Step.EFFECTIVE: [
            _("Yang dikirim tidak sama dengan yang Anda minta."),
            _("Tidak cocok? Datang ke kelurahan."),
        ],
    }.get(file.state.step or Step.ENTER, [])


def _open(file: CaseFile, told: Followed) -> list[str]:
    last, due = _last_move(file), due_of(file)
    if last is not None and last.move == Move.IGNORE.value:
        return _after_release(file, last)
    waits = waits_of(file)
    if due is None:
        return [waits, _("Tanggalnya ditentukan Kementerian Sosial."), *_otherwise(file, told)]
    day = said(day_label(due))
    is_lacking = file.state.step is Step.COMPLETE and bool(wanted_papers(file.kind, file.state))
    lines = [waits, _("Paling lambat %(day)s.") % {"day": day}]
    if is_lacking and is_objected(file):
        lines = [
            _("Keberatan Anda dicatat."),
            _("Lengkapi berkas paling lambat %(day)s, lalu petugas lain memeriksanya.")
            % {"day": day},
        ]
    if is_lacking or (file.state.step is Step.COMPLETE and awaits_applicant(file)):
        noun = said(file.kind.noun)
        lines.append(_("Lewat tanggal itu, %(noun)s bisa ditutup.") % {"noun": noun})
    return lines + _otherwise(file, told)


def _closing_letter(file: CaseFile) -> tuple[DueLetter, CaseEvent] | None:
    """The letter that a case was closed with, if its newest one is that, and its event."""
    written = due_letters(file.kind, file.history)
    if file.state.is_open or not written:
        return None
    event = next(event for event in file.history if event.place == written[-1].place)
    is_last = not any(e.place > event.place and e.move in _DECIDES for e in file.history)
    return (written[-1], event) if is_last else None


def _closing(file: CaseFile) -> str:
    """How a case ended, as its letter says it."""
    found = _closing_letter(file)
    return said(closing_words(file.kind, *found)[1]) if found else ""


def then_of(file: CaseFile) -> str:
    """What the applicant may do next after a case was closed; empty where nothing is said."""
    found = _closing_letter(file)
    return said(then_of_letter(file.kind, found[0])) if found else ""


def merged_words(file: CaseFile, event: CaseEvent) -> str:
    """That a case became one with another; which, where it is the applicant's to know."""
    into = str(event.details.get("into", ""))
    if not into or file.kind.may_anyone_apply:
        return _("Disatukan dengan %(noun)s lain yang isinya sama") % {"noun": said(file.kind.noun)}
    return _("Disatukan dengan %(noun)s %(number)s yang isinya sama") % {
        "noun": said(file.kind.noun), "number": into,
    }  # fmt: skip


def _ended_by_release(file: CaseFile) -> str:
    last = _last_move(file)
    if file.kind.finding and last is not None:
        return _("Selesai: %(outcome)s.") % {"outcome": release_words(file, last)}
    if file.state.standing is Standing.CONTRADICTED:
        return _("Ditutup: Rilis nasional berbeda dari yang kami kirim.")
    ended = outcomes().get(file.state.outcome)
    return _("Selesai: %(outcome)s.") % {"outcome": said(ended)} if ended else _("Selesai.")


def ended_of(file: CaseFile) -> str:
    """How a closed case ended; empty for an open one."""
    standing = file.state.standing
    if standing is Standing.DONE and file.kind.steps[-1] is Step.ANSWER:
        return _closing(file)
    if standing in {Standing.DONE, Standing.CONTRADICTED}:
        return _ended_by_release(file)
    if standing is Standing.REFUSED:
        return _closing(file)
    if standing is Standing.MERGED:
        last = [e for e in file.history if e.move == Move.MERGE.value][-1]
        asks = _("Pemeriksaan berlanjut di sana. Isinya tidak sama? Datang dengan surat di bawah.")
        return f"{merged_words(file, last)}. {asks}"
    if standing is Standing.WITHDRAWN and file.kind.changes_data:
        return _("Dibatalkan. Tidak ada data yang diubah.")
    return _("Dibatalkan.") if standing is Standing.WITHDRAWN else ""


def standing_of(file: CaseFile, told: Followed) -> list[str]:
    """How a case stands: what it waits for and until when, or how it ended."""
    return [
        line for line in (_open(file, told) if file.state.is_open else [ended_of(file)]) if line
    ]


def _labels(names: tuple[str, ...]) -> list[str]:
    return [said(documents()[name].label) for name in names]


def _wanted(file: CaseFile) -> tuple[str, ...]:
    return wanted_papers(file.kind, file.state) or lacked_papers(file.kind, file.state)


def resent_of(file: CaseFile) -> list[str]:
    """The documents that came and that the applicant has to send again."""
    came = papers_that_came(file.history)
    return _labels(tuple(name for name in _wanted(file) if name in came))


def missing_of(file: CaseFile) -> list[str]:
    """The documents that the applicant still has to bring, or for whose want a case was refused,
    with the step that needs them where it is a later one; none of those that a visitor takes."""
    came, found = papers_that_came(file.history), list[str]()
    found += _labels(tuple(name for name in _wanted(file) if name not in came))
    for step, names in later_papers(file.kind, file.state).items():
        before = _("sebelum %(step)s") % {"step": said(step_rules()[step].label)}
        found += [f"{name} ({before})" for name in _labels(names)]
    return found
