"""A resident by NIK and a second fact, and where the resident's family stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from desil.register.models import FamilyDecile, Publication, Release


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody in the register; `village_code` is empty where the register does not say it."""

    nik: str
    family_number: str
    village_code: str


@dataclass(frozen=True, slots=True)
class OfficialStanding:
    """The official decile of the newest release; `decile` None: not ranked yet in it."""

    release_date: date
    decile: int | None


def resident_of(nik: str, birth_date: date) -> Resident | None:
    """The person with this NIK, born on this day; None where the two do not belong together or
    the register has nobody of that NIK: one look-up, and the two are told apart by nothing. A NIK
    holds its birth date: whoever asks must prove more (a code)."""
    return _resident_of("desil_resident", nik, birth_date)


def resident_of_card(nik: str, family_number: str) -> Resident | None:
    """The person with this NIK on the family card of this number; None as in `resident_of`."""
    return _resident_of("desil_resident_of_card", nik, family_number)


def _resident_of(function: str, nik: str, fact: date | str) -> Resident | None:
    with connection.cursor() as cursor:
        cursor.execute(f"select family_number, village_code from {function}(%s, %s)", [nik, fact])  # noqa: S608
        row = cursor.fetchone()
    return Resident(nik, row[0], row[1]) if row else None


def standing_of(resident: Resident) -> OfficialStanding | None:
    """Where the family stands in the newest release; None where it is not in that release. Needs
    its kelurahan to be seen."""
    publication = Publication.current_id()
    newest = (
        Release.objects.filter(publication=publication)
        .order_by("-release_date")
        .values_list("release_date", flat=True)
        .first()
    )
    if newest is None:
        return None
    row = FamilyDecile.objects.filter(
        publication=publication, family_number=resident.family_number, release_date=newest
    ).values_list("decile_national", flat=True)
    found = list(row)
    return OfficialStanding(newest, found[0]) if found else None
