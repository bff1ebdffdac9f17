"""The year of a case number is the office's, and only the dictionary names a time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desil.cases.models import Case

SOURCE = Path(__file__).parents[3] / "src" / "desil"


def test_the_year_of_a_case_turns_at_the_office_not_in_utc() -> None:
    case = Case(pk=17, entered_at=datetime(2026, 12, 31, 20, tzinfo=UTC))
    assert case.number == "2027-000017"


def test_a_case_is_found_by_the_number_that_was_printed_before() -> None:
    case = Case(pk=17, entered_at=datetime(2026, 12, 31, 20, tzinfo=UTC))
    assert [case.is_numbered(f"{year}-000017") for year in (2025, 2026, 2027)] == [
        False, True, True,
    ]  # fmt: skip


def test_only_the_dictionary_names_a_time_zone() -> None:
    named = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".sql", ".html", ".yaml"}
        and ("Asia/" in (text := path.read_text(encoding="utf-8")) or "zone 'UTC'" in text)
    ]
    assert named == ["dictionary/data/office_zone.yaml"]
