"""The publications that a register has had."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import psycopg

from desil.engine.sql_file import postgres_text
from desil.register.names import PublicationState


@dataclass(frozen=True, slots=True)
class Published:
    """One publication: the run it came from, how far it came, when and by whom.

    `families` and `persons` are the totals of its newest release; None while unfinished.
    """

    id: int
    run_id: str
    state: PublicationState
    is_current: bool
    started_at: datetime
    published_at: datetime | None
    published_by: str | None
    families: int | None
    persons: int | None

    def as_facts(self) -> dict[str, object]:
        """The same as plain values, moments in ISO 8601."""
        facts = asdict(self)
        return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in facts.items()}


def publications_in(url: str) -> tuple[Published, ...]:
    """Every publication of the register at `url`, newest first."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(postgres_text("desil.publication", "sql/publications")).fetchall()
    return tuple(Published(row[0], row[1], PublicationState(row[2]), *row[3:]) for row in rows)
