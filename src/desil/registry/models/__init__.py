"""The register's tables, one file per noun."""

from __future__ import annotations

from django.db.models import Model

from desil.registry.models.area_counts import FindingCount, Movement, Neighbourhood, UnrankedAge
from desil.registry.models.area_recap import AreaRecap
from desil.registry.models.eligibility import (
    AnswerPattern,
    FamilyAnswer,
    OutcomeCount,
    Programme,
    ProgrammeComponent,
    ProgrammeVerdict,
)
from desil.registry.models.evidence import Doubt, FamilyFinding, FamilyListing, FamilyRival
from desil.registry.models.family import Family, FamilyDecile
from desil.registry.models.person import Membership, Person, PersonName
from desil.registry.models.publication import Publication, Release, Run
from desil.registry.models.ranking import (
    FamilyExplanation,
    FamilyScore,
    RankingCutoff,
    RankingFact,
)
from desil.registry.models.succession import FamilySuccession, PersonSuccession

PARTITIONED: tuple[type[Model], ...] = (
    Family,
    Person,
    Membership,
    FamilyDecile,
    AreaRecap,
    FamilyScore,
    FamilyExplanation,
    RankingCutoff,
    RankingFact,
    FamilyRival,
    FamilyFinding,
    FamilyListing,
    Doubt,
    PersonName,
    FamilySuccession,
    PersonSuccession,
    Movement,
    Neighbourhood,
    UnrankedAge,
    FindingCount,
    Programme,
    ProgrammeVerdict,
    ProgrammeComponent,
    AnswerPattern,
    FamilyAnswer,
    OutcomeCount,
)

__all__ = [
    "PARTITIONED",
    "AnswerPattern",
    "AreaRecap",
    "Doubt",
    "Family",
    "FamilyAnswer",
    "FamilyDecile",
    "FamilyExplanation",
    "FamilyFinding",
    "FamilyListing",
    "FamilyRival",
    "FamilyScore",
    "FamilySuccession",
    "FindingCount",
    "Membership",
    "Movement",
    "Neighbourhood",
    "OutcomeCount",
    "Person",
    "PersonName",
    "PersonSuccession",
    "Programme",
    "ProgrammeComponent",
    "ProgrammeVerdict",
    "Publication",
    "RankingCutoff",
    "RankingFact",
    "Release",
    "Run",
    "UnrankedAge",
]
