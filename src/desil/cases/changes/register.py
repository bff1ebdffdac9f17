"""What the register says now of the family that a case is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from desil.dictionary.tables import FAMILY, PERSON
from desil.register.models import Family, Person, Publication

_FAMILY_COLUMNS = [c for c in FAMILY.names if not c.startswith("decile_")]


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """A family of the current publication: its row and its members' by NIK, dictionary columns."""

    family_number: str
    village_code: str
    row: Mapping[str, Any]
    members: Mapping[str, Mapping[str, Any]]

    def value(self, table: str, subject: str, fact: str) -> object:
        """What stands there now; None when not known."""
        row = self.row if table == FAMILY.name else self.members.get(subject, {})
        return row.get(fact)


def _by_nik(rows: QuerySet[Person]) -> dict[str, dict[str, Any]]:
    return {str(member["nik"]): member for member in rows.values(*PERSON.names)}


def is_published_now(publication_id: int) -> bool:
    """Whether a publication is still the current one: then nothing in it has changed."""
    return Publication.objects.filter(pk=publication_id, is_current=True).exists()


def known_family(family_number: str) -> KnownFamily | None:
    """The family as the current publication has it; None when it has none, or none that the
    territory shows."""
    row = Family.current.filter(family_number=family_number).values(*_FAMILY_COLUMNS).first()
    if row is None:
        return None
    rows = Person.current.filter(family_number=family_number)
    return KnownFamily(family_number, row["village_code"] or "", row, _by_nik(rows))


def family_then(family_number: str, publication_id: int) -> dict[str, Any] | None:
    """The family's row as a publication had it; None when that is not kept, or not seen."""
    rows = Family.objects.filter(publication_id=publication_id, family_number=family_number)
    row: dict[str, Any] | None = rows.values(*_FAMILY_COLUMNS).first()
    return row


def members_then(family_number: str, publication_id: int) -> dict[str, dict[str, Any]]:
    """The family's members by NIK as a publication had them; none when that is not kept, or not
    seen."""
    return _by_nik(
        Person.objects.filter(publication_id=publication_id, family_number=family_number)
    )
