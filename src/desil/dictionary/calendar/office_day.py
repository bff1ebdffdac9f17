"""The office's own time: the one place where a moment becomes a day."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from desil.dictionary.declarations.yaml_reader import bounded_yaml


@cache
def office_zone() -> ZoneInfo:
    """The time zone of the office, from data/office_zone.yaml."""
    file = resources.files("desil.dictionary") / "data" / "office_zone.yaml"
    return ZoneInfo(bounded_yaml(file.read_text(encoding="utf-8"))["zone"])


def office_time(at: datetime) -> datetime:
    """The moment as clocks at the office show it; `at` knows its zone."""
    return at.astimezone(office_zone())


def office_day(at: datetime) -> date:
    """The day that a moment falls on at the office."""
    return office_time(at).date()
