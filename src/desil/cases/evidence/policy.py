"""The limits of policy.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import bounded_yaml


@dataclass(frozen=True, slots=True)
class EvidencePolicy:
    """Limits; bytes, pixels, pages, bits, metres as the file says."""

    most_bytes: int
    most_pixels: int
    longest_side: int
    jpeg_quality: int
    most_pages: int
    most_objects: int
    paper_memory_mib: int
    paper_seconds: int
    most_per_case: int
    most_per_case_day: int
    most_per_address_day: int
    alike_bits: int
    near_metres: int


@cache
def evidence_policy() -> EvidencePolicy:
    """The policy in force."""
    text = (resources.files("desil.cases.evidence") / "policy.yaml").read_text(encoding="utf-8")
    return EvidencePolicy(**bounded_yaml(text))
