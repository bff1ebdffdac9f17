"""What an applicant reads of each fact of a case: what was asked, seen and sent.

Of facts only the family's and the applicant's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from desil.cases.kinds.words import Step
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Followed, FollowedFact, followed
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import Standing
from desil.dictionary.label import Label
from desil.dictionary.results import CorrectionOutcome
from desil.portal.visited import was_visited
from desil.ui.family.facts import said


@dataclass(frozen=True, slots=True)
class RequestedFact:
    """A fact in words: what was asked and how that is headed, what was seen and sent, and what the
    release has (empty before)."""

    label: str
    asks: str
    asked: str
    seen: str
    sent: str
    released: str


def _value(label: Label | None, none: str, *, is_closed: bool) -> str:
    if label is None and is_closed:
        return _("tidak ditampilkan")
    return said(label) if label else none


def _unsent(told: Followed) -> str:
    """That it is not sent yet, and where that was tried before, what came of it."""
    if told.sending is None:
        return _("belum dikirim")
    return _("%(sending)s; belum dikirim lagi") % {"sending": said(told.sending)}


def _going(fact: FollowedFact, told: Followed) -> str:
    """What is going to be sent, once it is signed."""
    unsent = _unsent(told)
    if fact.is_closed or (fact.is_request and fact.going):
        return unsent
    if fact.going is None:
        return _("tidak akan dikirim")
    going = {"unsent": unsent, "value": said(fact.going)}
    return _("%(unsent)s; yang akan dikirim: %(value)s") % going


def _sent(fact: FollowedFact, told: Followed, file: CaseFile) -> str:
    if told.is_sent and fact.is_request and fact.sent:
        return _("sudah")
    if told.is_sent:
        return _value(fact.sent, _("tidak dikirim"), is_closed=fact.is_closed)
    if told.state.standing is Standing.MERGED:
        return _other_case(file)
    if told.state.step is Step.SEND:
        return _going(fact, told)
    if told.state.is_open:
        return _unsent(told)
    return said(told.sending) if told.sending else _("tidak dikirim")


def _other_case(file: CaseFile) -> str:
    """Where a merged case is gone on with; which, where it is the applicant's to know."""
    merges = [event for event in file.history if event.move == Move.MERGE.value]
    into = str(merges[-1].details.get("into", "")) if merges else ""
    noun = said(file.kind.noun)
    if not into or file.kind.may_anyone_apply:
        return _("lihat %(noun)s yang lain itu") % {"noun": noun}
    return _("lihat %(noun)s %(number)s") % {"noun": noun, "number": into}


def _released(fact: FollowedFact, file: CaseFile) -> str:
    if not fact.outcome or fact.outcome == CorrectionOutcome.AWAITING.value:
        return ""
    is_gone = fact.outcome == CorrectionOutcome.GONE.value
    if file.kind.finding or (is_gone and file.kind.may_vanish):
        # whether others are in a release is not the applicant's to know
        return _("tidak ditampilkan")
    same = _("sesuai permintaan") if fact.is_request else _("sama dengan yang dikirim")
    words = {
        CorrectionOutcome.TAKEN_OVER.value: same,
        CorrectionOutcome.IGNORED.value: _("belum memuatnya"),
        CorrectionOutcome.CONTRADICTED.value: said(fact.stated) if fact.stated else _("berbeda"),
        CorrectionOutcome.GONE.value: _("tidak memuat orang atau keluarga ini"),
    }
    return words.get(fact.outcome, "")


def _asks(fact: FollowedFact) -> str:
    """How what was asked is headed."""
    is_wish = fact.is_request or fact.is_wish
    return _("Anda minta") if is_wish else _("Menurut Anda")


def requested_facts(file: CaseFile) -> list[RequestedFact]:
    """Every fact that the case is about."""
    told = followed(file)
    return [
        RequestedFact(
            said(fact.label),
            _asks(fact),
            _value(fact.asked, _("tidak diminta"), is_closed=fact.is_closed),
            _seen(fact, file),
            _sent(fact, told, file),
            _released(fact, file),
        )
        for fact in told.facts
    ]


def _seen(fact: FollowedFact, file: CaseFile) -> str:
    """What a visit saw; empty where there is no visit, or where none could see it."""
    is_merged = file.state.standing is Standing.MERGED
    if is_merged or Step.VISIT not in file.kind.steps or (fact.is_happening and fact.seen is None):
        return ""
    if fact.seen and fact.is_as_recorded:
        return _("%(value)s, sama dengan data") % {"value": said(fact.seen)}
    if was_visited(file):
        unseen = _("dikunjungi, tetapi ini tidak dicatat")
    else:
        unseen = _("belum dikunjungi") if file.state.is_open else _("tidak dikunjungi")
    return _value(fact.seen, unseen, is_closed=fact.is_closed or fact.is_seen_closed)
