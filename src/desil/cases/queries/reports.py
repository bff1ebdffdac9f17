"""What the desk owes, and how it answered: counts, nobody's data, within the reader's territory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from desil.cases.kinds.kind import kinds
from desil.cases.kinds.words import satisfaction_answers, step_rules
from desil.cases.queries.statements import statement
from desil.cases.workflow.state import ANSWERED
from desil.dictionary.calendar.office_day import office_zone

BY = ("kind", "door", "village_code", "entered_by", "reason", "outcome", "standing")
AGES = (5, 10, 20, 60)  # calendar days: up to 5, 10, 20, 60, and more


@dataclass(frozen=True, slots=True)
class OpenAtStep:
    """Open cases that wait for one step: how many by age in calendar days (up to `AGES`, and
    more), how many are late, and the day that the oldest was due."""

    step: str
    label: str
    by_age: tuple[int, ...]
    late: int
    oldest_due_on: date | None

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_age)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Cases of one value of what was asked by: how many are open, refused, withdrawn, merged, done,
    contradicted."""

    value: str
    by_standing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long answers took, in calendar days from entry to the end: of how many cases, the median,
    nine in ten, and the share of closed cases whose every step was in time (0 to 1)."""

    kind: str
    label: str
    cases: int
    median_days: float
    most_days: float
    in_time: float


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What applicants said of how their cases were handled, of one value of what was asked by: how
    many cases were answered (and so asked), and how often each answer was given."""

    value: str
    asked: int
    by_answer: Mapping[str, int]

    @property
    def answered(self) -> int:
        """How many said anything."""
        return sum(self.by_answer.values())

    @property
    def share_satisfied(self) -> float | None:
        """Of those who answered, 0 to 1; None where nobody did."""
        content = [a.name for a in satisfaction_answers().values() if a.is_satisfied]
        good = sum(self.by_answer.get(name, 0) for name in content)
        return good / self.answered if self.answered else None


def _rows(
    name: str, binds: Mapping[str, date | int | list[str]], by: str = ""
) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement(name, by), {**binds, "zone": office_zone().key})
        return list(cursor.fetchall())


def open_by_step(today: date) -> list[OpenAtStep]:
    """Open cases by the step that they wait for, in the order of the steps."""
    labels = {step.value: rule.label.id for step, rule in step_rules().items()}
    binds: dict[str, date | int | list[str]] = {
        "today": today,
        **{f"age_{n}": age for n, age in enumerate(AGES, start=1)},
    }
    found = {
        # columns as the statement declares them
        str(step): OpenAtStep(str(step), labels[str(step)], tuple(ages), late, oldest)  # type: ignore[arg-type]
        for step, *ages, late, oldest in _rows("open_by_step", binds)
    }
    return [found[step] for step in labels if step in found]


def outcomes_by(by: str, *, since: date, until: date) -> list[Outcomes]:
    """Cases entered from `since` up to and with `until`, by one of `BY` and how they stand.

    KeyError for another column.
    """
    if by not in BY:
        raise KeyError(by)
    found: dict[str, dict[str, int]] = {}
    for value, standing, count in _rows("outcomes_by", {"since": since, "until": until}, by):
        found.setdefault(str(value or ""), {})[str(standing)] = int(str(count))
    return [Outcomes(value, counts) for value, counts in sorted(found.items())]


def satisfaction_by(by: str, *, since: date, until: date) -> list[Satisfaction]:
    """Cases answered from `since` up to and with `until`, by one of `BY` and what was said of them.

    KeyError for another column.
    """
    if by not in BY:
        raise KeyError(by)
    binds: dict[str, date | int | list[str]] = {
        "since": since,
        "until": until,
        "answered": [standing.value for standing in ANSWERED],
    }
    asked: Counter[str] = Counter()
    found: dict[str, dict[str, int]] = {}
    for value, answer, cases in _rows("satisfaction_by", binds, by):
        name, count = str(value or ""), int(str(cases))
        asked[name] += count
        given = found.setdefault(name, {})
        if answer is not None:
            given[str(answer)] = count
    return [Satisfaction(value, asked[value], given) for value, given in sorted(found.items())]


def answer_times(*, since: date, until: date) -> list[AnswerTime]:
    """How long the cases that were closed in this time took, by type."""
    rows = _rows("answer_times", {"since": since, "until": until})
    return [
        AnswerTime(str(k), kinds()[str(k)].label.id, int(str(n)), float(str(m)), float(str(p)),
                   float(str(t)))
        for k, n, m, p, t in rows
    ]  # fmt: skip


def clocks_missed(*, since: date, until: date) -> Sequence[tuple[str, str, int]]:
    """How often a clock ran out in this time, by step and kelurahan."""
    rows = _rows("clocks_missed", {"since": since, "until": until})
    return [(str(step), str(village), int(str(n))) for step, village, n in rows]
