"""Working days: Monday to Friday, without public and joint holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import holidays

from desil.dictionary.calendar.office_day import office_day, office_zone
from desil.dictionary.declarations.yaml_reader import bounded_yaml

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days an office works: `closed` and `open` go before what the year's holidays say."""

    zone: ZoneInfo
    closed: frozenset[date]
    open: frozenset[date]

    def day_of(self, at: datetime) -> date:
        """The day that a moment falls on here."""
        return office_day(at)

    def is_working(self, day: date) -> bool:
        """Whether the office works on a day."""
        if day in self.open:
            return True
        return (
            day.weekday() < _SATURDAY and day not in self.closed and day not in _holidays(day.year)
        )

    def after(self, day: date, days: int) -> date:
        """The working day that is `days` working days after a day; the day itself counts not."""
        while days > 0:
            day += _ONE_DAY
            days -= self.is_working(day)
        return day

    def before(self, day: date, days: int) -> date:
        """The working day that is `days` working days before a day."""
        while days > 0:
            day -= _ONE_DAY
            days -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first`, up to and with `last`; 0 when it is not later."""
        span = range((last - first).days)
        return sum(self.is_working(first + timedelta(days=n + 1)) for n in span)


@cache
def _holidays(year: int) -> frozenset[date]:
    known = holidays.country_holidays("ID", years=year, categories=("public", "government"))
    return frozenset(known)


@cache
def working_calendar() -> WorkingCalendar:
    """The calendar of this office: `holidays` of Indonesia, and extra_days.yaml."""
    text = (resources.files("desil.cases.calendar") / "extra_days.yaml").read_text(encoding="utf-8")
    said = bounded_yaml(text)
    return WorkingCalendar(office_zone(), frozenset(said["closed"]), frozenset(said["open"]))
