"""Which letter a case has come to: the newest moment that its type writes one for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Letter, Step, letters
from desil.cases.models import CaseEvent
from desil.cases.workflow.events import Move

_OF_MOVE = {
    Move.ENTER.value: "entered",
    Move.RETURN.value: "returned",
    Move.REFUSE.value: "refused",
    Move.CONTRADICT.value: "contradicted",
}
_OF_STEP = {
    Step.SIGN.value: "signed",
    Step.ANSWER.value: "answered",
    Step.EFFECTIVE.value: "effective",
}


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter, written for the event at `place`; `release` the date (YYYY-MM-DD) of the release
    that it is about, empty for a letter about none."""

    letter: Letter
    place: int
    at: datetime
    reason: str
    release: str = ""


def _moment(event: CaseEvent) -> str:
    if event.move == Move.ADVANCE.value:
        return _OF_STEP.get(event.step or "", "")
    return _OF_MOVE.get(event.move, "")


def due_letters(kind: Kind, history: Sequence[CaseEvent]) -> list[DueLetter]:
    """Every letter that a case came to, in order."""
    by_moment = {letters()[name].at: letters()[name] for name in kind.letters}
    return [
        DueLetter(
            by_moment[moment],
            event.place,
            event.at,
            event.reason,
            str(event.details.get("release", "")),
        )
        for event in history
        if (moment := _moment(event)) in by_moment
    ]
