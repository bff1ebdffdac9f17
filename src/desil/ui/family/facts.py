"""Facts as pages show them: label, answer, source and age, all from the dictionary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from desil.dictionary.column import Column, Kind, Sensitivity, Table
from desil.dictionary.columns.units import unit_label
from desil.dictionary.label import Label
from desil.sources.catalogue import catalogue
from desil.ui.family.words import HEADINGS
from desil.ui.figures import UNKNOWN

_PROVENANCE_OF_GROUP = {
    "Perumahan": "dwelling",
    "Aset": "assets",
    "Pendidikan": "education",
    "Ketenagakerjaan": "work",
    "Usaha": "work",
    "Disabilitas": "health",
    "Kesehatan": "health",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words; `name` is its column in the dictionary."""

    label: str
    answer: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that came together: where from, when, and how old they are at the release."""

    heading: str
    source: str
    seen: str
    facts: Sequence[Fact]


def said(label: Label) -> str:
    """A label in the language of the page."""
    return label.in_language(get_language() or "id")


def source_label(name: str) -> str:
    """What a source is called."""
    source = catalogue(settings.DESIL_HOME).sources.get(name)
    return said(source.label) if source else name or UNKNOWN


def answer_text(column: Column, value: Any) -> str:
    """A stored value in words; a dash where it is not known."""
    if value is None or value == "":
        return UNKNOWN
    if column.codes is not None and isinstance(value, int):
        return said(column.codes.label_of(value))
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, int) and column.kind is Kind.INTEGER:
        return number_format(value, force_grouping=True) + (
            f" {said(unit_label(column.unit))}" if column.unit else ""
        )
    return str(value)


def age_text(seen: date | None, at: date) -> str:
    """When a fact was seen and how long that was before the release."""
    if seen is None:
        return UNKNOWN
    months = (at.year - seen.year) * 12 + at.month - seen.month
    when = date_format(seen, "j M Y")
    if months <= 0:
        return when
    if months < 24:
        return _("%(when)s, %(months)d bulan sebelum rilis") % {"when": when, "months": months}
    return _("%(when)s, %(years)d tahun sebelum rilis") % {"when": when, "years": months // 12}


def fact_groups(
    table: Table, row: Mapping[str, Any], at: date, *, without: frozenset[str], specific: bool
) -> list[FactGroup]:
    """The facts of one row by group of the dictionary, in its order; health and disability only
    where `specific`. Groups in which nothing is known are left out."""
    groups: dict[str, list[Fact]] = {}
    for column in table.columns:
        hidden = column.sensitivity is Sensitivity.SPECIFIC and not specific
        if column.name in without or hidden or column.name not in row:
            continue
        fact = Fact(said(column.label), answer_text(column, row[column.name]), column.name)
        groups.setdefault(column.group, []).append(fact)
    return [
        _group(heading, facts, row, at)
        for heading, facts in groups.items()
        if any(fact.answer != UNKNOWN for fact in facts)
    ]


def _group(heading: str, facts: Sequence[Fact], row: Mapping[str, Any], at: date) -> FactGroup:
    told = _PROVENANCE_OF_GROUP.get(heading, "identity")
    source = source_label(row.get(f"{told}_source") or "")
    return FactGroup(
        str(HEADINGS.get(heading, heading)), source, age_text(row.get(f"{told}_date"), at), facts
    )
