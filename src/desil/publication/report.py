"""What a publication did."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How a request to publish or to roll back ended."""

    PUBLISHED = "published"  # loaded, and now current
    MADE_CURRENT = "made_current"  # was in the register already, and is current again
    ALREADY_CURRENT = "already_current"  # nothing was done


@dataclass(frozen=True, slots=True)
class PublicationReport:
    """The publication that is current now, and what was done for it.

    `rows` are the rows loaded by table; `seconds` the time of each phase; `retired` the ids of
    older publications whose tables were removed; `families` and `persons` the totals of the
    newest release.
    """

    outcome: Outcome
    publication_id: int
    run_id: str
    families: int
    persons: int
    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    retired: tuple[int, ...] = ()
