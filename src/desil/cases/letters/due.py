"""Which letter a case has come to: the newest moment that its type writes one for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Letter, Step, documents, letters, reasons
from desil.cases.letters.papers import completion_request, named_papers
from desil.cases.models import CaseEvent
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import is_undoable

ANSWER = "answer"  # the mark of every letter that gives an answer
_ENTERED, _RETURNED = "entered", "returned"
_DELIVERY_FAILED = "delivery_failed"
_OF_MOVE = {
    Move.ENTER.value: _ENTERED,
    Move.RETURN.value: _RETURNED,
    Move.MERGE.value: "merged",
    Move.IGNORE.value: "unheard",
    Move.CONTRADICT.value: "contradicted",
}
_OF_STEP = {
    Step.SIGN.value: "signed",
    Step.ANSWER.value: "answered",
    Step.EFFECTIVE.value: "effective",
}
_ENDS_GATHERING = frozenset(
    {Move.ADVANCE.value, Move.RETURN.value, Move.REFUSE.value, Move.WITHDRAW.value,
     Move.MERGE.value}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter, written for the event at `place`, at a `moment`; `release` the date (YYYY-MM-DD) of
    the release that it is about, empty for a letter about none; `answer` what the office answered,
    in its own words; `papers` the documents that the decision names, `asks` the officer's words on
    what is to be mended; `into` the number of the case that this one was merged into; `gone` whom
    that release lists no longer ("family", "member", or empty)."""

    letter: Letter
    moment: str
    place: int
    at: datetime
    reason: str
    release: str = ""
    answer: str = ""
    papers: tuple[str, ...] = ()
    asks: str = ""
    into: str = ""
    gone: str = ""


def is_undelivered(reason: str) -> bool:
    """Whether a case ended because what was examined did not reach the ministry's data."""
    return reason in reasons() and reasons()[reason].group == _DELIVERY_FAILED


def gone_in(event: CaseEvent) -> str:
    """Whom the release of an event lists no longer: "family", "member", or empty."""
    told = event.details
    if event.move != Move.IGNORE.value or not told.get("gone"):
        return ""
    return "family" if told.get("family_gone", True) else "member"


def _is_of_receipt(event: CaseEvent) -> bool:
    """Whether a receipt is written again for what came or was asked beside; what is asked as the
    case is entered stands at the second place."""
    if event.move == Move.PROPOSE.value:
        return event.place > 2
    name = str(event.details.get("document", ""))
    return (
        event.move == Move.DOCUMENT.value
        and name in documents()
        and not documents()[name].is_shared
    )


def _moments(history: Sequence[CaseEvent]) -> Iterator[tuple[CaseEvent, tuple[str, ...]]]:
    """Each event with the moments that it may be, the one that says most first."""
    is_gathering, is_objected = True, False
    for event in history:
        if event.move in _ENDS_GATHERING:
            is_gathering = False
        if event.move in {Move.OBJECT.value, Move.REOPEN.value}:
            is_objected = event.move == Move.OBJECT.value
        if event.move == Move.REFUSE.value and is_undelivered(event.reason):
            yield event, ("undelivered",)
        elif event.move == Move.REFUSE.value:
            yield event, (*(["objection_refused"] if is_objected else []), "refused")
        elif event.move == Move.ADVANCE.value:
            outcome = str(event.details.get("outcome", ""))
            yield event, (outcome, _OF_STEP.get(event.step or "", ""))
        elif is_gathering and _is_of_receipt(event):
            yield event, (_ENTERED,)
        else:
            yield event, (_OF_MOVE.get(event.move, ""),)


def _undone(history: Sequence[CaseEvent]) -> set[int]:
    """The places of the decisions that were taken back."""
    last, undone = 0, set()
    for event in history:
        if event.move == Move.UNDO.value:
            undone.add(last)
        elif is_undoable(Move(event.move), Step(event.step) if event.step else None):
            last = event.place
    return undone


def all_letters(kind: Kind, history: Sequence[CaseEvent]) -> list[DueLetter]:
    """Every letter that a case came to, in order, with those of decisions that were taken back."""
    by_moment = {at: letters()[name] for name in kind.letters for at in letters()[name].at}
    return [
        DueLetter(
            by_moment[moment],
            moment,
            event.place,
            event.at,
            event.reason,
            str(event.details.get("release", "")),
            event.note if by_moment[moment].marked_as == ANSWER else "",
            named_papers(event),
            completion_request(kind, event)[1] if moment == _RETURNED else "",
            str(event.details.get("into", "")),
            gone_in(event),
        )
        for event, moments in _moments(history)
        if (moment := next((m for m in moments if m in by_moment), ""))
    ]


def due_letters(kind: Kind, history: Sequence[CaseEvent]) -> list[DueLetter]:
    """Every letter that a case came to, in order; none of a decision that was taken back."""
    undone = _undone(history)
    return [due for due in all_letters(kind, history) if due.place not in undone]
