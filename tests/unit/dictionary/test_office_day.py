"""Days of the office: at 00.38 it is today there, whatever the day in UTC."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from desil.cases.calendar.working_days import working_calendar
from desil.cases.letters.letter import _facts
from desil.cases.workflow.state import Standing
from desil.dictionary.calendar.office_day import office_day, office_time
from desil.exports.files import Mark


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 29, 17, 38, tzinfo=UTC), date(2026, 11, 30)),  # 00.38
        (datetime(2026, 11, 29, 16, 59, 59, tzinfo=UTC), date(2026, 11, 29)),  # 23.59
        (datetime(2026, 11, 29, 17, 0, tzinfo=UTC), date(2026, 11, 30)),  # midnight
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 11, 30, 12, 0, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_the_day_of_a_moment_is_the_day_at_the_office(at: datetime, day: date) -> None:
    assert office_day(at) == day
    assert working_calendar().day_of(at) == day
    assert office_time(at) == at


def test_a_letter_of_half_past_midnight_has_the_date_of_the_office() -> None:
    at = datetime(2026, 11, 29, 17, 38, tzinfo=UTC)
    case = SimpleNamespace(number="2026-000001", entered_at=at, ticket="ABCD")
    words = SimpleNamespace(id="sanggahan")
    kind = SimpleNamespace(label=words, noun=words)
    file = SimpleNamespace(case=case, kind=kind)
    due = SimpleNamespace(answer=None, moment="refused", papers=())
    state = SimpleNamespace(standing=Standing.OPEN)
    told = dict(_facts(file, due, state))  # type: ignore[arg-type] # what the fact reads
    assert told["Dicatat"] == "30 November 2026"


def test_the_mark_of_an_export_shows_the_time_of_the_office() -> None:
    at = datetime(2026, 11, 29, 17, 38, tzinfo=UTC)
    mark = Mark("Daftar", "siti", at, "uji", at, "DSL-1")
    assert "2026-11-30 00:38" in mark.lines[1]
    assert "2026-11-30" in mark.lines[3]
