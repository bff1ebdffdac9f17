"""The clock of what a case waits for: when to remind, when it is due, who is told then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desil.cases.calendar.objection import objection_days
from desil.cases.calendar.working_days import WorkingCalendar
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import Step, step_rules
from desil.cases.workflow.events import Move
from desil.cases.workflow.state import CaseState, Standing

_REMINDED_BEFORE = 1


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of an open step: working days, reminder on `remind_on`, late after `due_on`, and the
    role that is told then."""

    step: Step
    started_on: date
    remind_on: date
    due_on: date
    escalates_to: str

    def is_missed(self, today: date) -> bool:
        """Whether the day it was due is over."""
        return today > self.due_on

    def speaks(self, state: CaseState, today: date) -> Move | None:
        """What the clock has to say today and has not said yet."""
        if self.is_missed(today):
            return None if state.escalated else Move.ESCALATE
        if today >= self.remind_on:
            return None if state.reminded else Move.REMIND
        return None


def clock_of(kind: Kind, state: CaseState, calendar: WorkingCalendar) -> Clock | None:
    """The clock of the step that a case waits for; None for a closed case alone."""
    if state.step is None:
        return None
    started = calendar.day_of(state.since)
    days = kind.days[state.step]
    due = calendar.after(started, days)
    remind = calendar.before(due, _REMINDED_BEFORE) if days > _REMINDED_BEFORE else started
    return Clock(state.step, started, remind, due, step_rules()[state.step].escalates_to)


def objection_until(state: CaseState, calendar: WorkingCalendar) -> date | None:
    """The last day to object; None where there is no refusal that may be objected to."""
    if state.standing is not Standing.REFUSED or state.objections:
        return None
    refused_on = calendar.day_of(state.since)
    return calendar.after(refused_on, objection_days(refused_on))
