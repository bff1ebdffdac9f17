"""Age: whole years of life on a day. Every other definition, in SQL too, is held to this one."""

from __future__ import annotations

from datetime import date

LONGEST_LIFE_YEARS = 120
"""No person in a register is older (the oldest life on record lasted 122 years)."""


def age_on(day: date, birth: date | None) -> int | None:
    """Whole years of life on `day`; None before birth. Born on 29 February: older on 1 March."""
    if birth is None or birth > day:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February the 28th where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
