"""What an applicant reads of each fact of a case: what was asked, seen and sent.

Of facts only the family's and the applicant's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from desil.cases.kinds.words import Step
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Followed, FollowedFact, followed
from desil.cases.workflow.state import Standing
from desil.dictionary.label import Label
from desil.dictionary.results import CorrectionOutcome
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


def _sent(fact: FollowedFact, told: Followed) -> str:
    if told.is_sent and fact.is_request and fact.sent:
        return _("sudah")
    if told.is_sent:
        return _value(fact.sent, _("tidak dikirim"), is_closed=fact.is_closed)
    if told.state.standing is Standing.MERGED:
        return _("diperiksa di permohonan itu")
    return _("belum dikirim") if told.state.is_open else _("tidak dikirim")


def _released(fact: FollowedFact, *, is_about_others: bool) -> str:
    if is_about_others and fact.outcome == CorrectionOutcome.GONE.value:
        # whether others are in a release is not the applicant's to know
        return _("belum memuatnya")
    same = _("sesuai permintaan") if fact.is_request else _("sama dengan yang dikirim")
    words = {
        CorrectionOutcome.TAKEN_OVER.value: same,
        CorrectionOutcome.IGNORED.value: _("belum memuatnya"),
        CorrectionOutcome.CONTRADICTED.value: said(fact.stated) if fact.stated else _("isi lain"),
        CorrectionOutcome.GONE.value: _(
            "tidak memuat orang atau keluarga ini. Tanyakan di kelurahan"
        ),
    }
    return words.get(fact.outcome, "")


def requested_facts(file: CaseFile) -> list[RequestedFact]:
    """Every fact that the case is about."""
    told = followed(file)
    return [
        RequestedFact(
            said(fact.label),
            _("Anda minta") if fact.is_request else _("Menurut Anda"),
            _value(fact.asked, _("tidak diminta"), is_closed=fact.is_closed),
            _seen(fact, file),
            _sent(fact, told),
            _released(fact, is_about_others=file.kind.may_anyone_apply),
        )
        for fact in told.facts
    ]


def _seen(fact: FollowedFact, file: CaseFile) -> str:
    """What a visit saw; empty where there is no visit, or where none could see it."""
    is_merged = file.state.standing is Standing.MERGED
    if is_merged or Step.VISIT not in file.kind.steps or (fact.is_happening and fact.seen is None):
        return ""
    awaits_visit = file.state.is_open and Step.VISIT not in file.state.takers
    unseen = _("belum dikunjungi") if awaits_visit else _("tidak dilihat")
    return _value(fact.seen, unseen, is_closed=fact.is_closed)
