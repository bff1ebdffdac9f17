"""What may be done, by name: OBJECT_VERB. Which role may do what is in `roles.yaml`."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may do."""

    AGGREGATE_READ = "AGGREGATE_READ"  # counts by area and decile: nobody's data
    FAMILY_SEARCH = "FAMILY_SEARCH"
    FAMILY_READ = "FAMILY_READ"
    SPECIFIC_READ = "SPECIFIC_READ"  # health and disability of a family that is open already
    CASE_READ = "CASE_READ"
    CASE_ENTER = "CASE_ENTER"
    CASE_VISIT = "CASE_VISIT"  # records what a home visit found
    CASE_VERIFY = "CASE_VERIFY"
    CASE_APPROVE = "CASE_APPROVE"  # the lurah finalises
    CASE_SIGN = "CASE_SIGN"  # for the wali kota, in batches, without opening a family
    CASE_SEND = "CASE_SEND"  # what was signed goes upward and into the next run
    REVIEW_READ = "REVIEW_READ"  # doubtful pairs of linkage
    REVIEW_DECIDE = "REVIEW_DECIDE"
    WORKLIST_READ = "WORKLIST_READ"
    WORKLIST_EXPORT = "WORKLIST_EXPORT"
    DELIVERY_READ = "DELIVERY_READ"
    DELIVERY_HAND_IN = "DELIVERY_HAND_IN"
    DELIVERY_RELEASE = "DELIVERY_RELEASE"  # lets a delivery count that a check holds back
    QUARANTINE_READ = "QUARANTINE_READ"
    RUN_READ = "RUN_READ"
    RUN_START = "RUN_START"
    PUBLICATION_READ = "PUBLICATION_READ"
    PUBLICATION_PROPOSE = "PUBLICATION_PROPOSE"
    PUBLICATION_APPROVE = "PUBLICATION_APPROVE"
    MODEL_READ = "MODEL_READ"  # models that rank families
    MODEL_PROPOSE = "MODEL_PROPOSE"
    MODEL_APPROVE = "MODEL_APPROVE"
    PROGRAMME_READ = "PROGRAMME_READ"
    PROGRAMME_WRITE = "PROGRAMME_WRITE"
    LIST_PROPOSE = "LIST_PROPOSE"  # who gets a programme
    LIST_SIGN = "LIST_SIGN"
    RECAP_EXPORT = "RECAP_EXPORT"
    PEOPLE_EXPORT = "PEOPLE_EXPORT"  # by name and address
    USER_READ = "USER_READ"
    USER_WRITE = "USER_WRITE"
    SETTING_READ = "SETTING_READ"
    SETTING_WRITE = "SETTING_WRITE"
    AUDIT_READ = "AUDIT_READ"
    AUDIT_CHECKPOINT = "AUDIT_CHECKPOINT"
