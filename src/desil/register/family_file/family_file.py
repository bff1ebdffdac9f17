"""One family as the current publication has it: facts, members, deciles, evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Model, OrderBy, QuerySet

from desil.errors import NotFound
from desil.register.family_file.succession import (
    EarlierNumber,
    earlier_numbers,
    numbers_of,
    release_count,
)
from desil.register.models import (
    Family,
    FamilyDecile,
    FamilyExplanation,
    FamilyFinding,
    FamilyListing,
    FamilyRival,
    FamilyScore,
    Membership,
    Person,
    PersonSuccession,
    Publication,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FamilyFile:
    """A family: `family` and `members` by dictionary columns; `deciles` by release, the newest
    first; `score` and `explanation` None where no model ranked it; `past_members` who belonged to
    it before; `earlier` its numbers in earlier releases, whose deciles are among `deciles`;
    `hidden_releases` how many releases list it in a kelurahan that the reader does not see;
    `rivals` and `findings` as the other sources have them; `listings` how many members each
    source lists.
    """

    release_date: date
    family: Row
    members: Sequence[Row]
    deciles: Sequence[Row]
    score: Row | None
    explanation: Row | None
    past_members: Sequence[Row]
    rivals: Sequence[Row]
    findings: Sequence[Row]
    listings: Sequence[Row]
    earlier: Sequence[EarlierNumber] = ()
    hidden_releases: int = 0


def _rows(query: QuerySet[Any], *order: str | OrderBy) -> list[dict[str, Any]]:
    return list(query.order_by(*order).values())


def _one(query: QuerySet[Any]) -> dict[str, Any] | None:
    return query.values().first()


def _of(model: type[Model], publication: int, family_number: str) -> QuerySet[Any]:
    return model._default_manager.filter(publication=publication, family_number=family_number)


def _history(rows: list[dict[str, Any]], numbers: Sequence[str]) -> list[dict[str, Any]]:
    """One row per release, the newest first: that of the family's own number before those of the
    families that joined it."""
    order = {number: place for place, number in enumerate(numbers)}
    chosen: dict[date, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda r: order[r["family_number"]]):
        chosen.setdefault(row["release_date"], row)
    return [chosen[day] for day in sorted(chosen, reverse=True)]


def _past_members(publication: int, numbers: Sequence[str]) -> list[dict[str, Any]]:
    """Who belonged to the family, under any of its numbers, and does not now; somebody whose NIK
    was corrected still does."""
    now = Person.objects.filter(publication=publication, family_number=numbers[0])
    niks = set(now.values_list("nik", flat=True))
    corrected = PersonSuccession.objects.filter(publication=publication, nik__in=niks)
    past = Membership.objects.filter(
        publication=publication, family_number__in=numbers, to_date__isnull=False
    ).exclude(nik__in=niks | set(corrected.values_list("earlier_nik", flat=True)))
    return _rows(past, "-to_date", "nik")


def family_file(family_number: str) -> FamilyFile:
    """The file of a family of the newest release; NotFound when the register has none, or none
    that the reader's territory shows."""
    publication = Publication.current_id()
    family = _one(_of(Family, publication, family_number)) if publication else None
    if publication is None or family is None:
        raise NotFound(
            "Keluarga ini tidak ada di register, atau di luar wilayah tugas Anda.",
            hint="Cari lagi dengan NIK, nomor KK, nama, atau alamat.",
        )
    earlier = earlier_numbers(family_number)
    numbers = numbers_of(family_number, earlier)
    history = FamilyDecile.objects.filter(publication=publication, family_number__in=numbers)
    deciles = _history(_rows(history, "-release_date", "family_number"), numbers)
    members = Person.objects.filter(publication=publication, family_number=family_number)
    return FamilyFile(
        release_date=deciles[0]["release_date"],
        family=family,
        members=_rows(members, F("relationship").asc(nulls_last=True), "birth_date", "nik"),
        deciles=deciles,
        score=_one(_of(FamilyScore, publication, family_number)),
        explanation=_one(_of(FamilyExplanation, publication, family_number)),
        past_members=_past_members(publication, numbers),
        rivals=_rows(_of(FamilyRival, publication, family_number), "nik", "fact", "-seen_date"),
        findings=_rows(_of(FamilyFinding, publication, family_number), "finding", "nik"),
        listings=_rows(_of(FamilyListing, publication, family_number), "source"),
        earlier=earlier,
        hidden_releases=max(release_count(numbers) - len(deciles), 0),
    )
