"""The changes that somebody asks for, checked against the case type and the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desil.cases.changes.possible import require_possible_fact, require_possible_happening
from desil.cases.changes.register import KnownFamily
from desil.cases.changes.values import checked_happening_value, checked_value, stored_text
from desil.cases.kinds.kind import Kind
from desil.cases.kinds.words import About
from desil.dictionary.life.happening import happenings
from desil.dictionary.tables import FAMILY, PERSON
from desil.errors import Conflict, NotFound, UsageFault

HAPPENING = "happening"
_TABLES = {FAMILY.name: FAMILY, PERSON.name: PERSON}
MOST = 60


@dataclass(frozen=True, slots=True)
class RequestedChange:
    """A change as somebody asks for it: `table` "family", "person" or "happening"; `subject` the
    NIK where it is about a person, else empty (the case's family); `is_seen` where a visit saw
    it."""

    table: str
    fact: str
    new_value: str
    subject: str = ""
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class CheckedChange:
    """A change that may be proposed: its old value is the register's own, never the caller's."""

    table: str
    subject: str
    fact: str
    old_value: str | None
    new_value: str
    is_seen: bool = False


def _allowed(kind: Kind, asked: RequestedChange) -> None:
    allowed = kind.happenings if asked.table == HAPPENING else kind.facts.get(asked.table, ())
    if asked.fact not in allowed:
        raise UsageFault(
            f"'{asked.fact[:40]}' tidak dapat diubah lewat {kind.label.id}.",
            hint=f"Yang dapat diubah: {', '.join(allowed) or 'tidak ada'}.",
        )


def _require_member(family: KnownFamily | None, nik: str) -> None:
    if family is None or nik not in family.members:
        raise NotFound(
            "Orang itu bukan anggota keluarga ini.", hint="Pilih salah satu anggota yang terdaftar."
        )


def _happening(
    asked: RequestedChange, family_number: str, family: KnownFamily | None, day: date
) -> CheckedChange:
    happening = happenings()[asked.fact]
    subject = asked.subject if happening.about == PERSON.name else family_number
    if happening.about == PERSON.name:
        _require_member(family, subject)
    value = checked_happening_value(happening.label.id, happening.value, asked.new_value)
    require_possible_happening(happening, value, subject, family, day)
    return CheckedChange(HAPPENING, subject, asked.fact, None, value, asked.is_seen)


def _fact(
    asked: RequestedChange, family_number: str, family: KnownFamily | None, day: date
) -> CheckedChange:
    column = _TABLES[asked.table].column(asked.fact)
    subject = asked.subject if asked.table == PERSON.name else family_number
    if asked.table == PERSON.name:
        _require_member(family, subject)
    old = stored_text(family.value(asked.table, subject, asked.fact)) if family else None
    new = checked_value(column, asked.new_value)
    require_possible_fact(column, new, day)
    if new == old:
        raise Conflict(
            f"{column.label.id}: nilai baru sama dengan yang tercatat.",
            hint="Ubah hanya yang salah.",
        )
    return CheckedChange(asked.table, subject, asked.fact, old, new, asked.is_seen)


def checked_changes(
    kind: Kind,
    family_number: str,
    family: KnownFamily | None,
    asked: Iterable[RequestedChange],
    day: date,
) -> list[CheckedChange]:
    """The changes with the register's own old values, in the order asked on a `day` of the place.

    UsageFault for a fact that this case type does not change or a value that cannot be, NotFound
    for a person outside the family, Conflict for a value that is there already or asked twice.
    """
    listed = list(asked)
    if len(listed) > MOST:
        raise UsageFault(f"{len(listed)} perubahan terlalu banyak.", hint=f"Paling banyak {MOST}.")
    if listed and not family_number:
        raise UsageFault("Perubahan perlu keluarga yang dimaksud.", hint="Isi nomor KK.")
    if listed and family is None and kind.about is not About.NEW_FAMILY:
        raise NotFound("Keluarga ini tidak ada di register.", hint="Ajukan sebagai keluarga baru.")
    found = []
    for change in listed:
        _allowed(kind, change)
        check = _happening if change.table == HAPPENING else _fact
        found.append(check(change, family_number, family, day))
    keys = [(c.table, c.subject, c.fact) for c in found]
    if len(set(keys)) != len(keys):
        raise Conflict("Satu fakta diubah dua kali.", hint="Sebut setiap fakta sekali.")
    return found
