"""A row of a case as a change of a fact: what it is called, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desil.cases.changes.requested_changes import HAPPENING
from desil.cases.models import CaseChange
from desil.dictionary.column import Column, Table
from desil.dictionary.label import Label
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON

_TABLES: Mapping[str, Table] = {FAMILY.name: FAMILY, PERSON.name: PERSON}


@dataclass(frozen=True, slots=True)
class FactChange:
    """One change: what the fact is called, its column (None for a happening), and both values as
    stored."""

    table: str
    subject: str
    fact: str
    label: Label
    column: Column | None
    before: str | None
    after: str


def fact_change(change: CaseChange) -> FactChange:
    """A row of a case as a change of a fact."""
    column = None
    if change.fact_table == HAPPENING:
        label = happenings()[change.fact].label
    else:
        column = _TABLES[change.fact_table].column(change.fact)
        label = column.label
    return FactChange(
        change.fact_table,
        change.subject,
        change.fact,
        label,
        column,
        change.old_value,
        change.new_value,
    )
