"""Working days of 2026, Lebaran included."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desil.cases.calendar.objection import objection_days
from desil.cases.calendar.working_days import WorkingCalendar, working_calendar
from tests.table import rows_of

DUE = rows_of(
    """
    | from       | days | due        | why                                           |
    | 2026-11-24 | 3    | 2026-11-27 | Tuesday to Friday                             |
    | 2026-11-27 | 1    | 2026-11-30 | over a weekend                                |
    | 2026-11-28 | 1    | 2026-11-30 | entered on a Saturday                         |
    | 2026-03-17 | 1    | 2026-03-25 | Nyepi, Lebaran and their joint holidays       |
    | 2026-12-23 | 1    | 2026-12-28 | joint holiday before Christmas, and Christmas |
    | 2026-08-14 | 1    | 2026-08-18 | Independence Day on a Monday                  |
    """
)


@pytest.mark.parametrize("row", DUE, ids=lambda row: row["why"])
def test_when_it_is_due(row: dict[str, str]) -> None:
    found = working_calendar().after(date.fromisoformat(row["from"]), int(row["days"]))
    assert found.isoformat() == row["due"]


@given(st.dates(date(2025, 1, 1), date(2027, 6, 1)), st.integers(1, 60))
def test_after_and_before_and_between_agree(day: date, days: int) -> None:
    calendar = working_calendar()
    due = calendar.after(day, days)
    assert calendar.is_working(due)
    assert calendar.between(day, due) == days
    assert calendar.before(due, days) <= day + timedelta(days=14)
    assert calendar.after(calendar.before(due, days), days) == due


def test_the_citys_own_days_go_before_the_calendar() -> None:
    monday, sunday = date(2026, 11, 23), date(2026, 11, 22)
    own = WorkingCalendar(ZoneInfo("Asia/Jakarta"), frozenset({monday}), frozenset({sunday}))
    assert (own.is_working(monday), own.is_working(sunday)) == (False, True)


@pytest.mark.parametrize(
    ("day", "days"), [("2019-12-31", 0), ("2020-01-01", 10), ("2026-11-24", 10)]
)
def test_the_days_to_object_are_those_in_force_on_the_day_of_the_refusal(
    day: str, days: int
) -> None:
    assert objection_days(date.fromisoformat(day)) == days
