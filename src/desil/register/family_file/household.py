"""The numbers that go with a number: of the family now and before, and of its members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desil.dictionary.columns.successions import Succession
from desil.register.family_file.succession import numbers_of
from desil.register.models import FamilySuccession, Person, PersonSuccession


@dataclass(frozen=True, slots=True)
class Household:
    """Family card numbers and NIKs that stand for one family, or for one person and their
    family; those that the register no longer lists are among them."""

    families: frozenset[str]
    people: frozenset[str]


def _people(niks: Sequence[str]) -> frozenset[str]:
    """These persons under every NIK that they had."""
    rows = PersonSuccession.current.all()
    now = {*niks, *rows.filter(earlier_nik__in=niks).values_list("nik", flat=True)}
    return frozenset(now) | frozenset(
        rows.filter(nik__in=now).values_list("earlier_nik", flat=True)
    )


def household_of(number: str) -> Household:
    """The family that has, or had, this card number with its members; or the person who has, or
    had, this NIK with their family. The number itself always, also where the register does not
    know it. Needs the whole city to be seen."""
    people = _people([number])
    members = Person.current.all()
    now = set(members.filter(nik__in=people).values_list("family_number", flat=True))
    successions = FamilySuccession.current.all()
    went_on = successions.filter(earlier_number=number).exclude(kind=Succession.SPLIT.value)
    of_card = {number, *went_on.values_list("family_number", flat=True)}
    inside = members.filter(family_number__in=of_card).values_list("nik", flat=True)
    families = frozenset(n for family in now | of_card if family for n in numbers_of(family))
    return Household(families, people | _people(list(inside)))
