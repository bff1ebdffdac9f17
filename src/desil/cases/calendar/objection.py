"""How long an applicant may object, as dated data."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import bounded_yaml


@cache
def _periods() -> tuple[tuple[date, int], ...]:
    """The first day of each rule and its working days, the newest first."""
    text = (resources.files("desil.cases.calendar") / "objection.yaml").read_text(encoding="utf-8")
    rules = [(rule["from"], int(rule["days"])) for rule in bounded_yaml(text)]
    return tuple(sorted(rules, reverse=True))


def objection_days(refused_on: date) -> int:
    """Working days in which a refusal of that day may be objected to; 0 before the first rule."""
    return next((days for first, days in _periods() if first <= refused_on), 0)
