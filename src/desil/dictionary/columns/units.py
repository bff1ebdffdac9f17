"""The units of numbers, as each language says them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desil.dictionary.label import Label

UNITS: Mapping[str, Label] = MappingProxyType(
    {
        unit: Label(unit, english)
        for unit, english in (
            ("orang", "people"),
            ("anak", "children"),
            ("ekor", "animals"),
            ("usaha", "businesses"),
            ("tahun", "years"),
            ("m2", "m2"),
        )
    }
)


def unit_label(unit: str) -> Label:
    """What a unit is called; as it is written where the dictionary does not know it."""
    return UNITS.get(unit, Label(unit, unit))


def with_unit(number: object, unit: str) -> Label:
    """A number with its unit."""
    label = unit_label(unit)
    return Label(f"{number} {label.id}".strip(), f"{number} {label.en}".strip())
