"""The months, as people say them."""

from __future__ import annotations

from datetime import date

from desil.dictionary.label import Label

MONTHS: tuple[Label, ...] = (
    Label("Januari", "January"),
    Label("Februari", "February"),
    Label("Maret", "March"),
    Label("April", "April"),
    Label("Mei", "May"),
    Label("Juni", "June"),
    Label("Juli", "July"),
    Label("Agustus", "August"),
    Label("September", "September"),
    Label("Oktober", "October"),
    Label("November", "November"),
    Label("Desember", "December"),
)
"""From January on."""


def day_label(day: date) -> Label:
    """A day as people write it: 5 Mei 2026, 5 May 2026."""
    month = MONTHS[day.month - 1]
    return Label(f"{day.day} {month.id} {day.year}", f"{day.day} {month.en} {day.year}")
