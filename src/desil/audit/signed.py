"""What was signed: the event of the log that holds the digest of what somebody approved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desil.audit.event import Event, Outcome, seal_of
from desil.audit.journal import Journal
from desil.audit.record import Record, record_from
from desil.audit.statements import rows_of
from desil.database.cursor import Cursor
from desil.errors import CheckFailed, catalogued

DIFFERS = "SIGNED_DIFFERS"
_REPORT = catalogued(
    "Jangan dipakai. Laporkan kepada pengawas, lalu jalankan `desil audit verify --register`."
)


class SignedDiffers(CheckFailed):
    """Something is no longer what was signed: a thing of `object_kind`, named `object_id`."""

    def __init__(self, message: str, object_kind: str, object_id: str, /, **values: object) -> None:
        super().__init__(message, hint=_REPORT, **values)
        self.object_kind = object_kind
        self.object_id = object_id

    def event(self, *, by: str, at: datetime) -> Event:
        """What the log says of it: somebody was about to use it, and it was refused."""
        return Event(
            at, by, DIFFERS, self.object_kind, self.object_id, outcome=Outcome.REFUSED,
            payload={"says": self.message},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signing:
    """An event by which somebody signed: its place, and what it says (`payload`)."""

    sequence: int
    verb: str
    object_id: str
    payload: dict[str, Any]

    @property
    def digest(self) -> str:
        """The SHA-256 of the content that was signed; empty where none was kept yet."""
        return str(self.payload.get("digest", ""))


def _is_genuine(record: Record, journal: Journal) -> bool:
    """Whether an event of the log is as it was written, as far as it can tell by itself."""
    is_whole = record.opens() and record.leaf_after(record.previous) == record.leaf
    return is_whole and seal_of(journal.keys.sealing, record.leaf) == record.seal


def _signing(record: Record, journal: Journal) -> Signing:
    if not _is_genuine(record, journal):
        raise SignedDiffers(
            "Peristiwa {sequence}, catatan penandatanganan, berubah.", "event",
            str(record.sequence), sequence=record.sequence)  # fmt: skip
    payload = json.loads(record.payload or "{}")
    return Signing(record.sequence, record.verb, record.object_id or "", payload)


def signings(
    cursor: Cursor, journal: Journal, verbs: Sequence[str], object_id: str = ""
) -> list[Signing]:
    """The events of these verbs, the oldest first, or those about one thing. SignedDiffers where
    one of them was altered."""
    rows = rows_of(cursor, "signings", verbs=list(verbs), object_id=object_id)
    return [_signing(record_from(row), journal) for row in rows]


def last_signing(
    cursor: Cursor, journal: Journal, verbs: Sequence[str], object_id: str
) -> Signing | None:
    """The newest of the events of these verbs about one thing; SignedDiffers as `signings`."""
    found = signings(cursor, journal, verbs, object_id)
    return found[-1] if found else None
