"""The register's tables, one file per noun."""

from __future__ import annotations

from desil.registry.models.area_recap import AreaRecap
from desil.registry.models.family import Family, FamilyDecile
from desil.registry.models.person import Membership, Person
from desil.registry.models.publication import Publication, Release, Run

PARTITIONED: tuple[type[Family | FamilyDecile | Person | Membership | AreaRecap], ...] = (
    Family,
    Person,
    Membership,
    FamilyDecile,
    AreaRecap,
)

__all__ = [
    "PARTITIONED",
    "AreaRecap",
    "Family",
    "FamilyDecile",
    "Membership",
    "Person",
    "Publication",
    "Release",
    "Run",
]
