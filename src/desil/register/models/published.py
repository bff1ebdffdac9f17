"""The models of the published tables; what each holds is declared in dictionary/data/result_tables.

Indexes and constraints are PostgreSQL's matter and are said here.
"""

from __future__ import annotations

from django.db.models import CheckConstraint, Index, Q

from desil.dictionary import results
from desil.register.models.published_model import published_model


def _is_decile(column: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__range": (1, 10)}),
        name=f"{column}_is_1_to_10",
    )


def _has_reason(value: str, reason: str, name: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{value}__isnull": False}) | ~Q(**{reason: ""}), name=name
    )


Family = published_model(
    results.FAMILIES, indexes=[Index(fields=["village_code"], name="family_village")]
)
Person = published_model(
    results.PERSONS,
    indexes=[
        Index(fields=["family_number"], name="person_family"),
        Index(fields=["name", "village_code"], name="person_called"),
    ],
)
Membership = published_model(
    results.MEMBERSHIPS, indexes=[Index(fields=["family_number"], name="membership_family")]
)
FamilyDecile = published_model(
    results.FAMILY_DECILES,
    constraints=[
        _is_decile("decile_national"),
        _has_reason("decile_national", "unranked_reason", "unranked_has_a_reason"),
    ],
)
FamilySuccession = published_model(
    results.FAMILY_SUCCESSIONS,
    indexes=[Index(fields=["family_number"], name="succession_of_family")],
)
PersonSuccession = published_model(results.PERSON_SUCCESSIONS)

FamilyScore = published_model(
    results.FAMILY_SCORES,
    constraints=[
        _is_decile("indicative_national"),
        _has_reason("score_micro", "indicative_reason", "no_score_has_a_reason"),
    ],
)
FamilyExplanation = published_model(results.FAMILY_EXPLANATIONS)
RankingCutoff = published_model(results.RANKING_CUTOFFS)
RankingFact = published_model(results.RANKING_FACTS)

Movement = published_model(results.MOVEMENTS)
Neighbourhood = published_model(results.NEIGHBOURHOODS)
UnrankedAge = published_model(results.UNRANKED_AGES)
FindingCount = published_model(results.FINDING_COUNTS)
FamilyRival = published_model(results.FAMILY_RIVALS)
FamilyFinding = published_model(results.FAMILY_FINDINGS)
FamilyListing = published_model(results.FAMILY_LISTINGS)
Doubt = published_model(results.DOUBTS)
PersonName = published_model(results.PERSON_NAMES)
AreaRecap = published_model(results.AREA_RECAPS)

Programme = published_model(results.PROGRAMMES)
ProgrammeVerdict = published_model(results.VERDICTS)
ProgrammeComponent = published_model(results.PROGRAMME_COMPONENTS)
AnswerPattern = published_model(results.ANSWER_PATTERNS)
FamilyAnswer = published_model(results.FAMILY_ANSWERS)
OutcomeCount = published_model(results.OUTCOME_COUNTS)
