"""Erasing the personal part of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desil.audit.event import Event
from desil.audit.journal import Journal
from desil.audit.record import record_at
from desil.audit.statements import statement
from desil.database.cursor import Cursor
from desil.errors import NotFound, UsageFault


def erase(
    cursor: Cursor,
    journal: Journal,
    sequences: Sequence[int],
    *,
    by: str,
    at: datetime,
    reason: str,
) -> int:
    """Drop what and whom the events at `sequences` concern, with their salts; returns how many
    had it still. That they happened, when and by whom stays, and so does every proof.

    Recorded as an event of its own, in the caller's transaction. Needs the owner's connection:
    the office may not erase. NotFound for a place that the log has not.
    """
    if not reason.strip():
        raise UsageFault("Alasan penghapusan belum diisi.", hint='Contoh: --reason "permintaan 12"')
    missing = [s for s in sequences if record_at(cursor, s) is None]
    if missing:
        raise NotFound("Tidak ada peristiwa nomor {missing} dalam log.", missing=missing[0])
    erased = []
    for sequence in sorted(set(sequences)):
        record = record_at(cursor, sequence)
        if record is not None and not record.is_erased:
            cursor.execute(statement("erase_event"), {"sequence": sequence})
            erased.append(sequence)
    if erased:
        payload = {"events": erased, "reason": reason}
        journal.append(cursor, Event(at, by, "AUDIT_ERASE", "event", payload=payload))
    return len(erased)
