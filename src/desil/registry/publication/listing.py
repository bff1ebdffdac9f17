"""The publications of a register."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import psycopg
from psycopg.rows import class_row

_LIST = """
    select id, run_id, state, is_current, published_at, published_by, families, persons
    from public.publication
    order by id desc
"""


@dataclass(frozen=True, slots=True)
class Published:
    """One publication; counts are None while it is being loaded."""

    id: int
    run_id: str
    state: str
    is_current: bool
    published_at: datetime | None
    published_by: str | None
    families: int | None
    persons: int | None

    def as_facts(self) -> dict[str, object]:
        """Its fields, for JSON."""
        return asdict(self)


def publications_in(url: str) -> list[Published]:
    """Every publication of the register at `url`, newest first."""
    with (
        psycopg.connect(url) as connection,
        connection.cursor(row_factory=class_row(Published)) as cursor,
    ):
        return cursor.execute(_LIST).fetchall()
