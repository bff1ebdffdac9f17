"""Which cases are made: every type at every step that it has, and each way to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from desil.cases.calendar.working_days import working_calendar
from desil.cases.demonstration.requests import requests
from desil.cases.kinds.kind import Kind, kinds
from desil.cases.kinds.words import Door, Step

SENT_AGO = 6  # working days since signed cases were sent upward
_OPENS = time(9)  # cases are worked on from then on, in the time of the place
_MINUTE = timedelta(minutes=1)
_DECISIONS = (Step.VERIFY, Step.ANSWER)


class Ending(StrEnum):
    """How far a made-up case has come."""

    WAITS = "waits"
    SENT_BACK = "sent_back"
    REFUSED = "refused"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case to make: its type, the step that it stands at, how far it came there, the working days
    since then, its door, its place in the plan, and its outcome where it is answered."""

    kind: Kind
    step: Step
    ending: Ending
    age: int
    door: Door
    place: int
    outcome: str = ""

    @property
    def steps_passed(self) -> tuple[Step, ...]:
        """The steps that people take one by one before `step`; sending is one act for all."""
        before = self.kind.steps[: self.kind.steps.index(self.step)]
        return tuple(step for step in before if step is not Step.SEND)

    @property
    def acts(self) -> int:
        """How many acts follow the entry, each on a working day of its own."""
        after = {Ending.WAITS: 0, Ending.OBJECTED: 2}.get(self.ending, 1)
        return len(self.steps_passed) + after

    def moment(self, act: int, now: datetime) -> datetime:
        """When an act takes place: the entry is act 0, the last one is `age` working days ago."""
        calendar = working_calendar()
        today = calendar.day_of(now)
        day = calendar.before(today, self.age + self.acts - act)
        opens = datetime.combine(day, _OPENS, calendar.zone)
        return min(opens + 2 * self.place * _MINUTE, now - (1 + self.place) * _MINUTE)


def _age(kind: Kind, step: Step, place: int) -> int:
    """How long a case has waited: long since, due today, due tomorrow or just come, in turn."""
    if step is Step.EFFECTIVE:
        return SENT_AGO
    limit = kind.days[step]
    age = (limit + 2, limit, max(limit - 1, 0), 0)[place % 4]
    return min(age, SENT_AGO - 1) if step is Step.SEND else age


def _endings(kind: Kind, place: int) -> Iterator[tuple[Step, Ending, str]]:
    for step in kind.steps:
        yield step, Ending.WAITS, ""
    decided = next(step for step in _DECISIONS if step in kind.steps)
    yield decided, Ending.SENT_BACK, ""
    yield decided, Ending.REFUSED, ""
    if place % 2:
        yield decided, Ending.OBJECTED, ""
    else:
        yield kind.steps[0], Ending.WITHDRAWN, ""
    if decided is Step.ANSWER:
        for outcome in kind.outcomes:
            yield decided, Ending.ANSWERED, outcome


def planned_cases() -> tuple[PlannedCase, ...]:
    """Return the plan; a case type of a home without made-up requests is left out."""
    made: list[PlannedCase] = []
    for number, name in enumerate(requests()):
        kind = kinds()[name]
        doors = sorted(kind.doors)
        for step, ending, outcome in _endings(kind, number):
            place = len(made)
            door = doors[(place + place // len(doors)) % len(doors)]
            made.append(
                PlannedCase(kind, step, ending, _age(kind, step, place), door, place, outcome)
            )
    return tuple(made)
