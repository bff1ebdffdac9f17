"""Which letter a case has come to: the newest moment that its type writes one for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Letter, Step, letters, reasons
from desil.cases.letters.papers import completion_request
from desil.cases.models import CaseEvent
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import is_undoable

_ANSWERED, _RETURNED = "answered", "returned"
_DELIVERY_FAILED = "delivery_failed"
_OF_MOVE = {
    Move.ENTER.value: "entered",
    Move.RETURN.value: _RETURNED,
    Move.REFUSE.value: "refused",
    Move.MERGE.value: "merged",
    Move.CONTRADICT.value: "contradicted",
}
_OF_STEP = {
    Step.SIGN.value: "signed",
    Step.ANSWER.value: _ANSWERED,
    Step.EFFECTIVE.value: "effective",
}


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter, written for the event at `place`; `release` the date (YYYY-MM-DD) of the release
    that it is about, empty for a letter about none; `answer` what the office answered, in its own
    words; `papers` and `asks` what a letter asks to be completed: documents, and the officer's
    words; `into` the number of the case that this one was merged into."""

    letter: Letter
    place: int
    at: datetime
    reason: str
    release: str = ""
    answer: str = ""
    papers: tuple[str, ...] = ()
    asks: str = ""
    into: str = ""


def is_undelivered(reason: str) -> bool:
    """Whether a case ended because what was examined did not reach the ministry's data."""
    return reason in reasons() and reasons()[reason].group == _DELIVERY_FAILED


def _moment(event: CaseEvent) -> str:
    if event.move == Move.REFUSE.value and is_undelivered(event.reason):
        return "undelivered"
    if event.move == Move.ADVANCE.value:
        return _OF_STEP.get(event.step or "", "")
    return _OF_MOVE.get(event.move, "")


def _undone(history: Sequence[CaseEvent]) -> set[int]:
    """The places of the decisions that were taken back."""
    last, undone = 0, set()
    for event in history:
        if event.move == Move.UNDO.value:
            undone.add(last)
        elif is_undoable(Move(event.move), Step(event.step) if event.step else None):
            last = event.place
    return undone


def due_letters(kind: Kind, history: Sequence[CaseEvent]) -> list[DueLetter]:
    """Every letter that a case came to, in order; none of a decision that was taken back."""
    by_moment = {letters()[name].at: letters()[name] for name in kind.letters}
    undone = _undone(history)
    return [
        DueLetter(
            by_moment[moment],
            event.place,
            event.at,
            event.reason,
            str(event.details.get("release", "")),
            event.note if moment == _ANSWERED else "",
            *(completion_request(kind, event) if moment == _RETURNED else ((), "")),
            str(event.details.get("into", "")),
        )
        for event in history
        if event.place not in undone and (moment := _moment(event)) in by_moment
    ]
