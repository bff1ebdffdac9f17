"""The clocks of open cases speak: once to remind, once when a step is late."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from desil.audit.journal import Journal
from desil.cases.actions.history import case_state
from desil.cases.actions.moving import moving
from desil.cases.actions.people import CLOCK
from desil.cases.calendar.working_days import working_calendar
from desil.cases.kinds.kind import kinds
from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city
from desil.cases.workflow.clocks import clock_of
from desil.cases.workflow.events import Move


def let_clocks_speak(*, at: datetime, journal: Journal) -> dict[Move, int]:
    """Remind and escalate what is due today and has not been said yet; how many of each. Again on
    the same day it says nothing."""
    calendar = working_calendar()
    today = calendar.day_of(at)
    said = {Move.REMIND: 0, Move.ESCALATE: 0}
    with seeing_city():
        due = Case.objects.filter(Q(remind_on__lte=today) | Q(due_on__lt=today)).order_by("pk")
        for case in due.iterator():
            kind, state = kinds()[case.kind], case_state(case)
            clock = clock_of(kind, state, calendar)
            move = clock.speaks(state, today) if clock else None
            if clock is None or move is None:
                continue
            details = {"due_on": clock.due_on.isoformat(), "to": clock.escalates_to}
            with moving(case.number, move, by=CLOCK, at=at, journal=journal, details=details):
                said[move] += 1
    return said
