"""Whether an asked change can be true at all: no event in the future or before a birth, no family
merged with itself, no move to where one lives."""

from __future__ import annotations

from datetime import date

from desil.cases.changes.register import KnownFamily
from desil.dictionary.column import Column, Kind
from desil.dictionary.life.happening import Happening
from desil.dictionary.tables import PERSON
from desil.errors import Conflict, UsageFault

MOST_YEARS = 120  # nobody is older; an earlier date is a slip of the century


def earliest(day: date) -> date:
    """The earliest date that concerns anybody alive on a day."""
    return date(day.year - MOST_YEARS, 1, 1)


def _require_date(label: str, told: date, day: date, born: object) -> None:
    if told > day:
        raise UsageFault(
            f"{label}: {told.isoformat()} belum tiba.", hint="Isi tanggal kejadiannya, atau nanti."
        )
    if told < earliest(day):
        raise UsageFault(
            f"{label}: {told.isoformat()} terlalu lama.", hint="Periksa tahun dan abadnya."
        )
    if isinstance(born, date) and told < born:
        raise UsageFault(
            f"{label}: {told.isoformat()} sebelum orang itu lahir.", hint="Periksa tanggalnya."
        )


def _require_other(label: str, is_same: bool, says: str) -> None:
    if is_same:
        raise Conflict(f"{label}: {says}.", hint="Isi nomor atau kelurahan yang dituju.")


def require_possible_happening(
    happening: Happening, value: str, subject: str, family: KnownFamily | None, day: date
) -> None:
    """UsageFault for a date that cannot be, Conflict for a family or person that is meant already.

    `day` is the place's day on which the change is asked.
    """
    label = happening.label.id
    if happening.value == "date":
        born = family.value(PERSON.name, subject, "birth_date") if family else None
        _require_date(label, date.fromisoformat(value), day, born)
    elif family is not None:
        if happening.value == "kk":
            own = value == family.family_number
            _require_other(label, own, "itu nomor KK keluarga ini sendiri")
        if happening.value == "nik":
            _require_other(label, value == subject, "itu NIK orang ini sendiri")
        if happening.value == "village":
            here = value == family.village_code
            _require_other(label, here, "keluarga ini sudah tercatat di sana")


def require_possible_fact(column: Column, value: str, day: date) -> None:
    """UsageFault for a date of the register that lies in the future or too far back."""
    if column.kind is Kind.DATE:
        _require_date(column.label.id, date.fromisoformat(value), day, None)
