"""The period of a list: a quarter or a month; rules and ages are those of its first day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desil.dictionary.codelists.months import MONTHS
from desil.dictionary.label import Label
from desil.errors import UsageFault

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as it is written, its first day, and how many months it has."""

    text: str
    day: date
    months: int

    @property
    def label(self) -> Label:
        """The period in words: Maret 2026, or April–Juni 2026."""
        first, last = MONTHS[self.day.month - 1], MONTHS[self.day.month + self.months - 2]
        if first == last:
            return Label(f"{first.id} {self.day.year}", f"{first.en} {self.day.year}")
        return Label(
            f"{first.id}–{last.id} {self.day.year}", f"{first.en}–{last.en} {self.day.year}"
        )


def period_of(text: str) -> Period:
    """`2026-Q1` or `2026-03`; UsageFault for anything else."""
    told = text.strip().upper()
    if found := _QUARTER.fullmatch(told):
        return Period(told, date(int(found[1]), int(found[2]) * 3 - 2, 1), 3)
    if found := _MONTH.fullmatch(told):
        return Period(told, date(int(found[1]), int(found[2]), 1), 1)
    raise UsageFault(
        "Periode '{text}' tidak dapat dibaca.",
        hint="Triwulan 2026-Q1, atau bulan 2026-03.",
        text=text[:20],
    )
