"""The verbs of events that are looks; plain, so that commands load them without a register."""

from __future__ import annotations

# Events by which somebody saw data of those whom they name, or asked to.
READS: tuple[str, ...] = (
    "CASE_BATCH_READ",
    "CASE_READ",
    "EVIDENCE_OPEN",
    "EXPORT_DOWNLOAD",
    "EXPORT_MAKE",
    "FAMILY_EXPLAIN",
    "FAMILY_OPEN",
    "FAMILY_READ",
    "FAMILY_SEARCH",
    "FIELD_VISITS_READ",
    "LIST_EXPORT",
    "LIST_LETTER",
    "LIST_READ",
    "PERSON_READ",
    "QUARANTINE_EXPORT",
    "REGISTER_EXPORT",
    "REVIEW_READ",
    "SPECIFIC_OPEN",
    "SPECIFIC_READ",
    "WORKLIST_EXPORT",
    "WORKLIST_READ",
)
# Saying what for is no look yet: it may be refused afterwards.
ASKED_ONLY = ("FAMILY_OPEN", "SPECIFIC_OPEN")
