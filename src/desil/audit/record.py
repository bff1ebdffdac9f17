"""An event as it lies in the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desil.audit.event import commitment_of, leaf_of, statement_facts, statement_hash
from desil.audit.statements import rows_of
from desil.database.cursor import Cursor

_AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row of audit_event. After an erasure `object_id`, `subjects`, `payload` and `salt` are
    None."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    object_kind: str
    object_id: str | None
    subjects: tuple[str, ...] | None
    purpose: str
    outcome: str
    payload: str | None
    salt: bytes | None
    commitment: bytes
    previous: bytes
    leaf: bytes
    seal: bytes

    @property
    def facts(self) -> dict[str, str]:
        """What always stays."""
        return statement_facts(
            self.at, self.actor, self.verb, self.object_kind, self.purpose, self.outcome
        )

    @property
    def is_erased(self) -> bool:
        """Whether its personal part was dropped, with the salt."""
        parts = (self.object_id, self.subjects, self.payload, self.salt)
        return all(part is None for part in parts)

    def opens(self) -> bool:
        """Whether the personal part and the salt are those of the commitment."""
        if self.salt is None or self.object_id is None or self.payload is None:
            return False
        own = commitment_of(self.salt, self.object_id, self.subjects or (), self.payload)
        return own == self.commitment

    def leaf_after(self, previous: bytes) -> bytes:
        """The leaf hash that this row has when it follows the leaf `previous`."""
        return leaf_of(self.sequence, previous, statement_hash(self.facts), self.commitment)


def record_from(row: tuple[Any, ...]) -> Record:
    """A row of `events_after.sql` as a record."""
    sequence, at, actor, verb, kind, object_id, subjects, purpose, outcome, payload, *hashes = row
    salt, commitment, previous, leaf, seal = (None if h is None else bytes(h) for h in hashes)
    kept = (commitment or b"", previous or b"", leaf or b"", seal or b"")
    people = None if subjects is None else tuple(subjects)
    return Record(
        sequence, at, actor, verb, kind, object_id, people, purpose, outcome, payload, salt, *kept
    )


def records(cursor: Cursor, after: int = 0) -> Iterator[Record]:
    """Every event after a place, in order."""
    while rows := rows_of(cursor, "events_after", after=after, rows=_AT_A_TIME):
        yield from map(record_from, rows)
        after = rows[-1][0]


def record_at(cursor: Cursor, sequence: int) -> Record | None:
    """The event at one place."""
    rows = rows_of(cursor, "events_after", after=sequence - 1, rows=1)
    return record_from(rows[0]) if rows and rows[0][0] == sequence else None


def leaves(cursor: Cursor, upto: int, after: int = 0) -> Iterator[bytes]:
    """The leaf hashes of the events after one place and up to another."""
    while rows := rows_of(cursor, "leaves_after", after=after, upto=upto, rows=_AT_A_TIME):
        yield from (bytes(leaf) for _, leaf in rows)
        after = rows[-1][0]
