"""Changing the key that signs checkpoints: the old one names the new one in the log."""

from __future__ import annotations

from datetime import datetime

from desil.audit.event import Event
from desil.audit.journal import Journal
from desil.audit.key_chain import NamedKey, add_key, key_after, key_chain, require_own_key
from desil.audit.keys import Keys
from desil.database.cursor import Cursor
from desil.errors import UsageFault


def change_signing_key(
    cursor: Cursor, journal: Journal, new: Keys, *, by: str, at: datetime, reason: str
) -> NamedKey:
    """Name the key `new` with ours, in the log and in the chain, in the caller's transaction.

    `desil.audit.keys.next_keys` prepares the new key; `put_next_key_in_place` follows the commit.
    The same key again is named once. CheckFailed where our key is not the newest that the log
    names, UsageFault without a reason.
    """
    if not reason.strip():
        raise UsageFault("Alasan pergantian kunci belum diisi.", hint='--reason "ganti petugas"')
    chain = key_chain(cursor)
    if chain and chain[-1].key_id == new.key_id:  # named before a kill
        return chain[-1]
    require_own_key(chain, journal.keys)
    payload = {"key": new.key_id, "before": journal.keys.key_id, "reason": reason}
    event = Event(at, by, "AUDIT_KEY_CHANGE", "key", new.key_id, payload=payload)
    sequence = journal.append(cursor, event)
    last = key_chain(cursor)[-1]  # the first event names a first key
    named = key_after(last, journal.keys, new, from_sequence=sequence + 1, at=at)
    add_key(cursor, named, at)
    return named
