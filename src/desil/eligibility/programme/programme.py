"""A programme: who may have it, from when to when, how much, and in what order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desil.dictionary.column import Sensitivity
from desil.dictionary.label import Label
from desil.dictionary.tables import FAMILY, PERSON
from desil.eligibility.expression.tree import HasCode, IsNotNull, Node, Said, nodes_of


class Unit(StrEnum):
    """Who is listed."""

    FAMILY = "family"
    PERSON = "person"


class Authority(StrEnum):
    """Who decides."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"


def sensitivities_of(node: Node) -> dict[Sensitivity, str]:
    """How sensitive the columns are that a criterion speaks of, each with the first such word."""
    columns = {c.name: c.sensitivity for table in (FAMILY, PERSON) for c in table.columns}
    said = (n.word.name for n in nodes_of(node) if isinstance(n, (Said, HasCode, IsNotNull)))
    found: dict[Sensitivity, str] = {}
    for name in said:
        if name in columns:
            found.setdefault(columns[name], name)
    return found


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition with its name; `label` is what a person is told where it decides, `text` how
    it is written."""

    name: str
    node: Node
    label: Label
    text: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """What a family gets: per year in rupiah, once or for each member for whom `member` holds.

    `needs` names a fact that no column of the register gives; such a component is never counted.
    """

    name: str
    label: Label
    member: Node | None
    amount: int
    needs: Label | None = None

    @property
    def is_specific(self) -> bool:
        """Whether it tells of health or disability (UU 27/2022 art. 4(2)): whom it counts is
        shown to those who may read that."""
        return self.member is not None and Sensitivity.SPECIFIC in sensitivities_of(self.member)


@dataclass(frozen=True, slots=True)
class Tie:
    """What orders families of equal probability or decile."""

    node: Node
    is_descending: bool
    label: Label


@dataclass(frozen=True, slots=True)
class Version:
    """The rules of a programme from `valid_from` to `valid_to`, both included.

    `most_members` bounds the members counted, the highest amounts first. `quota` is a number of
    families or persons, `village_quota` one for each kelurahan. `checks` names what no primary
    document confirms.
    """

    valid_from: date
    valid_to: date | None
    reference: str
    eligible: tuple[Criterion, ...]
    excluded: tuple[Criterion, ...]
    components: tuple[Component, ...]
    most_members: int | None = None
    ties: tuple[Tie, ...] = ()
    quota: int | None = None
    village_quota: int | None = None
    exclusive_with: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()

    def is_valid_on(self, day: date) -> bool:
        """Whether the rules are in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def counted_components(self) -> tuple[Component, ...]:
        """The components of members that can be counted, the highest amount first."""
        per_member = [c for c in self.components if c.member is not None and c.needs is None]
        return tuple(sorted(per_member, key=lambda c: -c.amount))

    @property
    def family_amount(self) -> int:
        """What a family gets in a year whatever its members."""
        return sum(c.amount for c in self.components if c.member is None and c.needs is None)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme and its dated rules, the oldest first."""

    code: str
    name: Label
    authority: Authority
    unit: Unit
    is_example: bool
    file: str
    versions: tuple[Version, ...] = field(default=())

    def on(self, day: date) -> Version | None:
        """The rules in force on `day`; None where there are none."""
        return next((v for v in self.versions if v.is_valid_on(day)), None)
