"""What other sources say of the facts that a case asks to change, and of its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desil.cases.models import CaseChange
from desil.dictionary.column import Column
from desil.dictionary.tables import PERSON
from desil.register.models import FamilyFinding, FamilyRival, Publication


@dataclass(frozen=True, slots=True)
class OtherValue:
    """A changed fact as another source gives it: `agrees` with the new value or not."""

    source: str
    column: Column
    stated: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class OtherFinding:
    """What integration found about the family, which a decision should know: a vehicle, a wage."""

    source: str
    finding: str
    reason: str


def other_values(
    publication: Publication, family_number: str, changes: Sequence[CaseChange]
) -> list[OtherValue]:
    """The changed facts of members as other sources give them."""
    asked = {(c.subject, c.fact): c.new_value for c in changes if c.fact_table == PERSON.name}
    rivals = FamilyRival.objects.filter(
        publication=publication, family_number=family_number
    ).order_by("source", "fact", "nik")
    return [
        OtherValue(
            r["source"],
            PERSON.column(r["fact"]),
            r["stated_value"],
            r["stated_value"] == asked[(r["nik"], r["fact"])],
        )
        for r in rivals.values("source", "fact", "stated_value", "nik")
        if (r["nik"], r["fact"]) in asked
    ]


def other_findings(publication: Publication, family_number: str) -> list[OtherFinding]:
    """What integration found about a family."""
    rows = FamilyFinding.objects.filter(
        publication=publication, family_number=family_number
    ).order_by("source", "finding", "reason")
    return [OtherFinding(*row) for row in rows.values_list("source", "finding", "reason")]
