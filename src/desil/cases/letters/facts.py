"""What a letter says of each fact: what was asked, what a visit saw, what goes or went upward, and
what a national release has."""

from __future__ import annotations

from desil.cases.kinds.words import Step
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Followed, FollowedFact
from desil.dictionary.label import Label
from desil.dictionary.results import CorrectionOutcome

_CLOSED = "tidak ditampilkan di surat"
_OTHERS = ("Data anggota lain", "Tidak ditampilkan di surat. Tanyakan di {place}.")
_RELEASED = {
    CorrectionOutcome.TAKEN_OVER.value: "Rilis nasional: sama dengan yang dikirim.",
    CorrectionOutcome.IGNORED.value: "Rilis nasional: belum memuatnya.",
    CorrectionOutcome.GONE.value: "Rilis nasional: tidak memuat orang atau keluarga ini.",
}
MOST_TOLD = 300  # letters; the whole text is kept with the case


def _said(label: Label | None, none: str) -> str:
    return label.id if label else none


def _released(fact: FollowedFact) -> list[str]:
    if fact.is_request and fact.outcome == CorrectionOutcome.TAKEN_OVER.value:
        return ["Rilis nasional: sesuai permintaan."]
    if fact.outcome == CorrectionOutcome.CONTRADICTED.value:
        return [f"Rilis nasional: {_said(fact.stated, 'isi lain')}."]
    return [_RELEASED[fact.outcome]] if fact.outcome in _RELEASED else []


def _going(fact: FollowedFact, followed: Followed) -> list[str]:
    if fact.is_request and fact.going and followed.state.step is Step.SEND:
        return ["Permintaan ini akan dikirim."]
    if fact.is_request and fact.sent and followed.is_sent:
        return ["Permintaan ini sudah dikirim."]
    if followed.state.step is Step.SEND:
        return [f"Yang akan dikirim: {fact.going.id}." if fact.going else "Tidak akan dikirim."]
    if followed.is_sent:
        return [f"Yang dikirim: {fact.sent.id}." if fact.sent else "Tidak dikirim."]
    return []


def _line(fact: FollowedFact, followed: Followed) -> tuple[str, str]:
    asked = _said(fact.asked, "tidak disebut")
    if fact.is_closed:
        told = f"Menurut Anda: {asked}. " if fact.asked else ""
        return fact.label.id, f"{told}Selebihnya {_CLOSED}." if told else f"{_CLOSED.capitalize()}."
    seen = [f"Petugas melihat: {fact.seen.id}."] if fact.seen else []
    released = [] if followed.state.step is Step.SEND else _released(fact)
    first = f"Anda minta pada {asked}." if fact.is_request else f"Menurut Anda: {asked}."
    parts = [first, *seen, *_going(fact, followed), *released]
    return fact.label.id, " ".join(parts)


def applicant_words(file: CaseFile) -> str:
    """What the applicant said, for a letter; empty where it may tell of health or accuses."""
    text = " ".join(file.case.told.split())
    if file.kind.tells_specific or file.kind.protects_applicant or not text:
        return ""
    return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD].rstrip()}…"


def fact_lines(file: CaseFile, followed: Followed, place: str) -> list[tuple[str, str]]:
    """Label and words of what was said and of each fact of a case; `place` is where to ask about
    what is not shown."""
    told = applicant_words(file)
    lines = [("Yang Anda sampaikan", told)] if told else []
    lines += [_line(fact, followed) for fact in followed.facts]
    others = [(_OTHERS[0], _OTHERS[1].format(place=place))] if followed.has_others else []
    return [*lines, *others]
