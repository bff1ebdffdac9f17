"""The city at a glance, from counts by kelurahan that came with the publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from desil.register.models import FindingCount, Movement, UnrankedAge


@dataclass(frozen=True, slots=True)
class Amount:
    """So many families and people."""

    families: int = 0
    people: int = 0

    def __add__(self, other: Amount) -> Amount:
        """Both together."""
        return Amount(self.families + other.families, self.people + other.people)


def _within(query: QuerySet[Any], area: str) -> QuerySet[Any]:
    return query.filter(village_code__startswith=area) if area else query


def _amount(row: Mapping[str, Any]) -> Amount:
    return Amount(row["families_sum"], row["people_sum"])


def _summed(query: QuerySet[Any], *keys: str) -> list[dict[str, Any]]:
    sums = {"families_sum": Sum("families"), "people_sum": Sum("people")}
    return list(query.values(*keys).annotate(**sums).order_by(*keys))


def movements(publication: int, to_date: date, area: str = "") -> dict[tuple[int, int], Amount]:
    """How many went from which standing to which between the release before `to_date` and that
    one, in the area whose BPS code begins with `area`; standings as `Movement` has them."""
    query = _within(Movement.objects.filter(publication=publication, to_date=to_date), area)
    rows = _summed(query, "from_standing", "to_standing")
    return {(r["from_standing"], r["to_standing"]): _amount(r) for r in rows}


def unranked_ages(publication: int, area: str = "") -> dict[tuple[date, str], Amount]:
    """Who waits for a decile, by the release since which they wait and the likely cause."""
    query = _within(UnrankedAge.objects.filter(publication=publication), area)
    rows = _summed(query, "since_date", "cause")
    return {(r["since_date"], r["cause"]): _amount(r) for r in rows}


def unranked_by_village(publication: int, area: str = "") -> dict[str, Amount]:
    """Who waits for a decile, by kelurahan."""
    query = _within(UnrankedAge.objects.filter(publication=publication), area)
    return {r["village_code"]: _amount(r) for r in _summed(query, "village_code")}


def finding_counts(publication: int, area: str = "") -> list[dict[str, Any]]:
    """What integration found, by finding, reason and source: `found_sum`, people and families.

    Outside the release (the empty kelurahan) counts in the whole city alone."""
    query = _within(FindingCount.objects.filter(publication=publication), area)
    keys = ("finding", "reason", "source")
    return list(
        query.values(*keys)
        .annotate(found_sum=Sum("found"), people_sum=Sum("people"), families_sum=Sum("families"))
        .order_by(*keys)
    )
