"""What a letter says of each fact: what was asked, what a visit saw, what goes or went upward, and
what a national release has."""

from __future__ import annotations

from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Step
from desil.cases.letters.words import word
from desil.cases.queries.case_file import CaseFile
from desil.cases.queries.facts_followed import Followed, FollowedFact
from desil.dictionary.label import Label
from desil.dictionary.results import CorrectionOutcome

_RELEASED = {
    CorrectionOutcome.TAKEN_OVER.value: "released_taken_over",
    CorrectionOutcome.IGNORED.value: "released_ignored",
    CorrectionOutcome.GONE.value: "released_gone",
}
MOST_TOLD = 300  # letters; the whole text is kept with the case


def _said(label: Label | None, none: str) -> str:
    return label.id if label else word(none)


def _released(fact: FollowedFact, kind: Kind) -> list[str]:
    if fact.outcome == CorrectionOutcome.GONE.value and kind.may_vanish:
        return [word("released_closed")]
    if fact.is_request and fact.outcome == CorrectionOutcome.TAKEN_OVER.value:
        return [word("released_as_requested")]
    if fact.outcome == CorrectionOutcome.CONTRADICTED.value:
        return [word("released_otherwise", value=_said(fact.stated, "other_value"))]
    return [word(_RELEASED[fact.outcome])] if fact.outcome in _RELEASED else []


def _not_delivered(followed: Followed) -> list[str]:
    """What became of the sending of a case that ended without it; else nothing."""
    if followed.sending is None or followed.state.is_open:
        return []
    return [word("sending", value=followed.sending.id)]


def _going(fact: FollowedFact, followed: Followed) -> list[str]:
    if fact.is_request and fact.going and followed.state.step is Step.SEND:
        return [word("request_going")]
    if fact.is_request and fact.sent and followed.is_sent:
        return [word("request_sent")]
    if followed.state.step is Step.SEND:
        return [word("going", value=fact.going.id) if fact.going else word("nothing_going")]
    if followed.is_sent:
        return [word("sent", value=fact.sent.id) if fact.sent else word("nothing_sent")]
    return _not_delivered(followed)


def _line(fact: FollowedFact, followed: Followed, kind: Kind) -> tuple[str, str]:
    asked = _said(fact.asked, "nothing_asked")
    if fact.is_closed:
        is_looked_at = followed.is_examined and followed.state.step is not Step.COMPLETE
        how = "told_alone" if is_looked_at else "told"
        return fact.label.id, word(how, value=asked) if fact.asked else word("closed")
    as_seen = "seen_as_recorded" if fact.is_as_recorded else "seen"
    seen = [word(as_seen, value=fact.seen.id)] if fact.seen else []
    released = [] if followed.state.step is Step.SEND else _released(fact, kind)
    how = "requested" if fact.is_request else "wished" if fact.is_wish else "asked"
    first = word(how, value=asked)
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
    lines = [(word("applicant_words"), told)] if told else []
    lines += [_line(fact, followed, file.kind) for fact in followed.facts]
    hidden = {"health": followed.has_specific, "others": followed.has_others}
    closed = word("others_closed", place=place)
    return [*lines, *((word(name), closed) for name, is_there in hidden.items() if is_there)]
