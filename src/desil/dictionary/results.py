"""The tables that stages meet in: what a run writes and a publication reads.

Each is one Parquet file of a run, declared once in data/result_tables/; here it has its name in
code. Groups are derived from the declarations.
"""

from __future__ import annotations

from enum import StrEnum

from desil.dictionary.declared_results import declared_results
from desil.dictionary.result_table import ResultTable


class UnrankedReason(StrEnum):
    """Why a family has no official decile; a ranked family has the empty text."""

    RANKED = ""
    NOT_IN_RELEASE_RANKING = "belum_diperingkat_dalam_rilis"


class CorrectionOutcome(StrEnum):
    """What has become of an accepted correction, by the releases after its decision."""

    AWAITING = "awaiting"  # no release since
    TAKEN_OVER = "taken_over"  # a release says what was decided
    IGNORED = "ignored"  # the releases since still say what was corrected
    CONTRADICTED = "contradicted"  # a release says something else
    GONE = "gone"  # no release since has the family or person


RESULT_TABLES: tuple[ResultTable, ...] = declared_results()
_BY_NAME = {table.name: table for table in RESULT_TABLES}


def result_table(name: str) -> ResultTable:
    """The table called `name`; KeyError when none is."""
    return _BY_NAME[name]


REQUIRED: tuple[ResultTable, ...] = tuple(
    t for t in RESULT_TABLES if t.stage == "register" and not t.is_optional
)
"""What every run has."""
LOADED: tuple[ResultTable, ...] = tuple(
    t for t in RESULT_TABLES if t.published and not t.is_counted
)
"""What a publication copies from a run."""
PUBLISHED: tuple[ResultTable, ...] = tuple(t for t in RESULT_TABLES if t.published)
"""What a publication holds, divided by publication."""

PERSONS = result_table("person")
FAMILIES = result_table("family")
FAMILY_DECILES = result_table("family_decile")
MEMBERSHIPS = result_table("membership")
FAMILY_SUCCESSIONS = result_table("family_succession")
PERSON_SUCCESSIONS = result_table("person_succession")
RELEASES = result_table("release")

FAMILY_FACTS = result_table("family_fact")
FAMILY_SCORES = result_table("family_score")
FAMILY_EXPLANATIONS = result_table("family_explanation")
STORED_CONTRIBUTIONS = sum(c.name.startswith("contribution_") for c in FAMILY_EXPLANATIONS.columns)
RANKING_CUTOFFS = result_table("ranking_cutoff")
RANKING_FACTS = result_table("ranking_fact")

CORRECTIONS = result_table("correction")
LINKS = result_table("link")
REVIEW_PAIRS = result_table("review_pair")
RIVAL_FACTS = result_table("rival_fact")
PERSON_FLAGS = result_table("person_flag")
HOUSEHOLD_FAMILIES = result_table("household_family")
INTEGRATION_FINDINGS = result_table("integration_finding")
INTEGRATION_COUNTS = result_table("integration_count")

MOVEMENTS = result_table("movement")
NEIGHBOURHOODS = result_table("neighbourhood")
UNRANKED_AGES = result_table("unranked_age")
FINDING_COUNTS = result_table("finding_count")
FAMILY_RIVALS = result_table("family_rival")
FAMILY_FINDINGS = result_table("family_finding")
FAMILY_LISTINGS = result_table("family_listing")
DOUBTS = result_table("doubt")
PERSON_NAMES = result_table("person_name")
AREA_RECAPS = result_table("area_recap")

PERSON_EVIDENCE = result_table("person_evidence")
RECEIPTS = result_table("receipt")
PROGRAMMES = result_table("programme")
VERDICTS = result_table("programme_verdict")
PROGRAMME_COMPONENTS = result_table("programme_component")
ANSWER_PATTERNS = result_table("answer_pattern")
FAMILY_ANSWERS = result_table("family_answer")
OUTCOME_COUNTS = result_table("outcome_count")

LIST_ROWS = result_table("list_row")
LIST_ANSWERS = result_table("list_answer")
LIST_COUNTS = result_table("list_count")
RECONCILED_ROWS = result_table("reconciled_row")
OVERLAPS = result_table("programme_overlap")
TAKE_UPS = result_table("take_up")
