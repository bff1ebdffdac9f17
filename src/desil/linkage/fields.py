"""What a column of a record says about a person, so far as linkage cares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desil.errors import UsageFault


class FieldKind(StrEnum):
    """What a column holds; it decides how two values are compared and blocked on."""

    GIVEN_NAME = "given_name"
    SURNAME = "surname"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    ID_NUMBER = "id_number"
    FAMILY_NUMBER = "family_number"
    MOTHER = "mother"
    ADDRESS = "address"
    HOUSE_NUMBER = "house_number"
    PLACE = "place"
    POSTCODE = "postcode"
    SEX = "sex"
    OTHER = "other"


SHARED_BY_A_HOUSEHOLD = frozenset(
    {
        FieldKind.SURNAME,
        FieldKind.FAMILY_NUMBER,
        FieldKind.ADDRESS,
        FieldKind.HOUSE_NUMBER,
        FieldKind.PLACE,
        FieldKind.POSTCODE,
        FieldKind.MOTHER,
    }
)
"""What people who live together have in common: it tells households apart, not their people."""

OF_ONE_PERSON = frozenset(
    {FieldKind.GIVEN_NAME, FieldKind.NAME, FieldKind.BIRTH_DATE, FieldKind.ID_NUMBER, FieldKind.SEX}
)
"""What tells the people of one household apart, and seldom changes."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column and its kind. `name` is the column that linkage works with: the kind, and a number
    from the second column of that kind on."""

    column: str
    kind: FieldKind
    name: str


def fields_of(mapping: Sequence[str]) -> tuple[Field, ...]:
    """The fields that `COLUMN=FIELD` texts name; UsageFault for an unknown field."""
    fields: list[Field] = []
    for text in mapping:
        column, _, kind_name = text.partition("=")
        if kind_name not in set(FieldKind):
            raise UsageFault(
                f"'{text}' tidak dapat dibaca sebagai KOLOM=MEDAN.",
                hint=f"Medan yang ada: {', '.join(FieldKind)}.",
            )
        kind = FieldKind(kind_name)
        number = sum(f.kind is kind for f in fields) + 1
        fields.append(Field(column, kind, kind.value if number == 1 else f"{kind}_{number}"))
    return tuple(fields)
