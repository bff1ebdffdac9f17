"""Programmes that one family gets together: one list of rows behind the picture and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from desil.programmes.checked import Checked
from desil.ui.figures import count_text
from desil.ui.upset import MOST_COLUMNS, Combination, NamedSet, upset_chart


@dataclass(frozen=True, slots=True)
class Overlap:
    """A set of programmes (none: desil 1-4 without any), its families, and those of desil 1-4."""

    programmes: tuple[str, ...]
    label: str
    families: int
    of_poor: int


def overlap_rows(checked: Checked, area: str) -> list[Overlap]:
    """Every set of programmes in an area, the largest first."""
    return [
        Overlap(sets, " + ".join(sets) or _("tanpa program (desil 1–4)"), families, poor)
        for sets, families, poor in checked.overlap(area)
    ]


def overlap_picture(rows: Sequence[Overlap]) -> SafeString:
    """The rows drawn; programmes from the one of most families down."""
    totals: dict[str, int] = {}
    for row in rows:
        for name in row.programmes:
            totals[name] = totals.get(name, 0) + row.families
    ordered = sorted(totals, key=lambda name: (-totals[name], name))
    told = "; ".join(f"{r.label}: {count_text(r.families)}" for r in rows[:MOST_COLUMNS])
    return upset_chart(
        _("Program yang diterima bersama-sama"),
        told,
        [NamedSet(name, name, count_text(totals[name])) for name in ordered],
        [Combination(frozenset(r.programmes), r.families, count_text(r.families)) for r in rows],
    )
