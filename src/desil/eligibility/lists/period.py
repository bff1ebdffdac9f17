"""The period of a list: a quarter or a month; rules and ages are those of its first day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desil.errors import UsageFault

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as it is written, and its first day."""

    text: str
    day: date


def period_of(text: str) -> Period:
    """`2026-Q1` or `2026-03`; UsageFault for anything else."""
    told = text.strip().upper()
    if found := _QUARTER.fullmatch(told):
        return Period(told, date(int(found[1]), int(found[2]) * 3 - 2, 1))
    if found := _MONTH.fullmatch(told):
        return Period(told, date(int(found[1]), int(found[2]), 1))
    raise UsageFault(
        f"Periode '{text[:20]}' tidak dapat dibaca.", hint="Triwulan 2026-Q1, atau bulan 2026-03."
    )
