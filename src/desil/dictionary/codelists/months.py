"""The months, as people say them."""

from __future__ import annotations

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
