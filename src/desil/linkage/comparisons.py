"""How two values of a field are compared, by the kind of the field.

Levels stand from equal to unlike; the weight of each is learnt from the records themselves
(Fellegi and Sunter 1969, by expectation maximisation as Splink does it). Rare values weigh more
than common ones (term frequency).
"""

from __future__ import annotations

from collections.abc import Sequence

import splink.comparison_library as cl
from splink.internals.comparison_creator import ComparisonCreator

from desil.linkage.fields import Field, FieldKind

_NAME_LIKENESS = (0.93, 0.85, 0.7)  # Jaro-Winkler
_TEXT_LIKENESS = (0.92, 0.8)
_TYPING_FAULTS = (1, 2)  # Damerau-Levenshtein

_NAMES = {FieldKind.GIVEN_NAME, FieldKind.SURNAME, FieldKind.NAME, FieldKind.MOTHER}
_TEXTS = {FieldKind.ADDRESS, FieldKind.PLACE}
_DIGITS = {FieldKind.BIRTH_DATE, FieldKind.POSTCODE}
_NUMBERS = {FieldKind.ID_NUMBER, FieldKind.FAMILY_NUMBER}


def comparison_of(field: Field) -> ComparisonCreator:
    """The comparison of one field."""
    if field.kind in _NUMBERS:  # nearly every value is rare: term frequency would say nothing
        return cl.DamerauLevenshteinAtThresholds(field.name, list(_TYPING_FAULTS))
    return _weighed_by_rarity(field)


def _weighed_by_rarity(field: Field) -> ComparisonCreator:
    if field.kind in _NAMES:
        made: ComparisonCreator = cl.JaroWinklerAtThresholds(field.name, list(_NAME_LIKENESS))
    elif field.kind in _TEXTS:
        made = cl.JaroWinklerAtThresholds(field.name, list(_TEXT_LIKENESS))
    elif field.kind in _DIGITS:
        made = cl.DamerauLevenshteinAtThresholds(field.name, list(_TYPING_FAULTS))
    elif field.kind is FieldKind.HOUSE_NUMBER:
        made = cl.DamerauLevenshteinAtThresholds(field.name, [1])
    else:
        made = cl.ExactMatch(field.name)
    return made.configure(term_frequency_adjustments=True)


def comparisons_of(fields: Sequence[Field]) -> list[ComparisonCreator]:
    """The comparisons of all fields, in order."""
    return [comparison_of(field) for field in fields]
