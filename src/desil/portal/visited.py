"""Steps that the history of a case shows to have been taken, though nobody passed them."""

from __future__ import annotations

from desil.cases.actions.history import event_of
from desil.cases.actions.people import RESIDENT
from desil.cases.kinds.words import Step, documents, reasons
from desil.cases.models import CaseEvent
from desil.cases.queries.case_file import CaseFile
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import is_of_meeting

_OF_MEETING = frozenset({Move.ENTER.value, Move.REFUSE.value})
_BEGINS_AGAIN = frozenset({Move.RETURN.value, Move.REOPEN.value, Move.OBJECT.value})


def _is_left_by_visit(event: CaseEvent) -> bool:
    """Whether a visit left this behind: what it saw, or a photo of the home."""
    if event.step != Step.VISIT.value or event.by == RESIDENT.actor:
        return False
    name = str(event.details.get("document", ""))
    is_photo = name in documents() and documents()[name].is_placed
    return bool(event.details.get("seen")) or (event.move == Move.DOCUMENT.value and is_photo)


def is_visited_now(file: CaseFile) -> bool:
    """Whether the visit that a case waits for was made and not reported yet."""
    for event in reversed(file.history):
        if event.move in _BEGINS_AGAIN:
            return False
        if _is_left_by_visit(event):
            return True
    return False


def was_visited(file: CaseFile) -> bool:
    """Whether a visit was ever made."""
    passed = Move.ADVANCE.value, Step.VISIT.value
    return any(_is_left_by_visit(e) or (e.move, e.step) == passed for e in file.history)


def _shown_by(file: CaseFile, event: CaseEvent) -> Step | None:
    """The step that an event shows to have been taken, beside what it is itself."""
    if event.move in _OF_MEETING and is_of_meeting(event_of(event), file.kind):
        return Step.DELIBERATE
    reason = reasons().get(event.reason)
    is_seen = reason is not None and reason.rests_on is Step.VISIT and reason.needs_papers
    at_visit = event.step == Step.VISIT.value and is_seen
    return Step.VISIT if _is_left_by_visit(event) or at_visit else None


def steps_shown(file: CaseFile) -> tuple[dict[int, Step], frozenset[int]]:
    """By the place of an event the step that it shows first to have been taken; and the places of
    the events that pass a step which was shown before."""
    found: dict[int, Step] = {}
    done: set[str] = set()
    again: set[int] = set()
    for event in file.history:
        if event.move in _BEGINS_AGAIN:
            done.clear()
        step = _shown_by(file, event)
        if step is not None and step.value not in done:
            found[event.place] = step
            done.add(step.value)
        if event.move == Move.ADVANCE.value and event.step in done:
            again.add(event.place)
            done.discard(event.step)
    return found, frozenset(again)
