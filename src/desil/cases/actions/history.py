"""A case's events as its rows have them, and the row that follows from them."""

from __future__ import annotations

from desil.cases.calendar.working_days import WorkingCalendar
from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseEvent
from desil.cases.workflow import events as workflow
from desil.cases.workflow.clocks import clock_of
from desil.cases.workflow.events import Move, Officer
from desil.cases.workflow.state import CaseState, state_of

_KEPT = ("standing", "step", "since_at", "remind_on", "due_on", "reason", "outcome", "objections",
         "events")  # fmt: skip


def event_of(row: CaseEvent) -> workflow.CaseEvent:
    """A row as an event of the workflow."""
    step = Step(row.step) if row.step else None
    return workflow.CaseEvent(Move(row.move), row.at, row.by, step, row.reason, row.details)


def events_of(case: Case) -> list[workflow.CaseEvent]:
    """A case's events, in order."""
    rows = CaseEvent.objects.filter(case=case).order_by("place")
    return [event_of(row) for row in rows]


def case_state(case: Case) -> CaseState:
    """What a case's events add up to."""
    return state_of(kinds()[case.kind], events_of(case))


def keep_state(case: Case, state: CaseState, events: int, calendar: WorkingCalendar) -> None:
    """Put what the events add up to into a case's own row, unsaved."""
    clock = clock_of(kinds()[case.kind], state, calendar)
    case.standing = state.standing.value
    case.step = state.step.value if state.step else None
    case.since_at = state.since
    case.remind_on = clock.remind_on if clock else None
    case.due_on = clock.due_on if clock else None
    case.reason, case.outcome = state.reason, state.outcome
    case.objections, case.events = state.objections, events


def save_state(case: Case) -> None:
    """Save what `keep_state` put there."""
    case.save(update_fields=[*_KEPT])


def add_event(
    case: Case, event: workflow.CaseEvent, *, place: int, by: Officer, note: str = ""
) -> CaseEvent:
    """Write one event of a case down."""
    return CaseEvent.objects.create(
        case=case,
        place=place,
        village_code=case.village_code,
        move=event.move.value,
        step=event.step.value if event.step else None,
        by=event.by,
        by_name=by.name,
        at=event.at,
        reason=event.reason,
        note=note,
        details=dict(event.details),
    )
