"""The privacy class of every field of cases, by UU 27/2022; a test fails for one without."""

from __future__ import annotations

from types import MappingProxyType

from desil.dictionary.column import Sensitivity


def _classed(**names: str) -> dict[str, Sensitivity]:
    return {n: Sensitivity[kind] for kind, listed in names.items() for n in listed.split()}


PRIVACY: MappingProxyType[str, dict[str, Sensitivity]] = MappingProxyType(
    {
        "case_batch": _classed(OPEN="id step at cases delivery_id receipt", PERSONAL="by by_name"),
        "case_record": _classed(
            OPEN="id standing step since_at remind_on due_on events batch entered_at",
            FACT="kind door reason outcome objections is_protected merged_into content_hash",
            QUASI_IDENTIFIER="village_code",
            # what a resident tells may be about health
            SPECIFIC="told",
            PERSONAL="ticket client_key family_number nik entered_by entered_by_name",
        ),
        "case_applicant": _classed(
            OPEN="case",
            FACT="is_protected",
            QUASI_IDENTIFIER="village_code",
            PERSONAL="name nik birth_date phone",
        ),
        "case_event": _classed(
            OPEN="id case place at",
            FACT="move step reason details",
            QUASI_IDENTIFIER="village_code",
            SPECIFIC="note",
            PERSONAL="by by_name",
        ),
        "case_change": _classed(
            OPEN="id case proposed_at is_current outcome_release",
            FACT="fact_table fact outcome is_seen",
            QUASI_IDENTIFIER="village_code",
            # of a case about health or disability
            SPECIFIC="old_value new_value outcome_value",
            PERSONAL="subject proposed_by",
        ),
        "case_evidence": _classed(
            OPEN="id case media size width height added_at",
            FACT="document taken_at",
            QUASI_IDENTIFIER="village_code",
            PERSONAL="sha256 original_sha256 likeness latitude longitude added_by",
        ),
        "case_field_submission": _classed(
            OPEN="id case form_version seen received_at whole_at",
            FACT="photos",
            QUASI_IDENTIFIER="village_code",
            PERSONAL="instance_id content content_hash arrived sent_by",
        ),
        "case_link": _classed(
            OPEN="id case other at", QUASI_IDENTIFIER="village_code", PERSONAL="by"
        ),
    }
)
"""By table and field."""
