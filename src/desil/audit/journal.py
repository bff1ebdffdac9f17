"""Adding to the log."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from desil.audit.event import (
    FIRST_PREVIOUS,
    SALT_BYTES,
    Event,
    canonical,
    commitment_of,
    leaf_of,
    seal_of,
    statement_facts,
    statement_hash,
)
from desil.audit.key_chain import RESTORE, add_key, first_key
from desil.audit.keys import Keys, keys_in
from desil.audit.statements import rows_of, statement
from desil.database.cursor import Cursor
from desil.errors import CheckFailed

_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")


@dataclass(frozen=True, slots=True)
class Journal:
    """The log of one home: its folder (for checkpoints) and its keys."""

    home: Path
    keys: Keys

    def append(self, cursor: Cursor, event: Event) -> int:
        """Add an event; returns its place in the log, from 1.

        Belongs to the transaction under way, and has no effect unless that commits. Until then
        every other writer of the log waits: append as the last step of a transaction. The first
        event names our keys; CheckFailed where the log names others.
        """
        sequence, previous = self._end(cursor, event.at)
        salt, payload = secrets.token_bytes(SALT_BYTES), canonical(dict(event.payload))
        facts = statement_facts(
            event.at, event.actor, event.verb, event.object_kind, event.purpose, event.outcome
        )
        commitment = commitment_of(salt, event.object_id, event.subjects, payload)
        leaf = leaf_of(sequence, previous, statement_hash(facts), commitment)
        row = {
            "sequence": sequence,
            "at": event.at,
            "actor": event.actor,
            "verb": event.verb,
            "object_kind": event.object_kind,
            "object_id": event.object_id,
            "subjects": list(event.subjects),
            "purpose": event.purpose.value,
            "outcome": event.outcome.value,
            "payload": payload,
            "salt": salt,
            "commitment": commitment,
            "previous": previous,
            "leaf": leaf,
            "seal": seal_of(self.keys.sealing, leaf),
        }
        cursor.execute(statement("append_event"), row)
        return sequence

    def _end(self, cursor: Cursor, at: datetime) -> tuple[int, bytes]:
        """The next place and the leaf before it; whether the log is ours is seen here."""
        ((last, leaf, seal, secret_id),) = rows_of(cursor, "last_event")
        sequence, previous = (last or 0) + 1, FIRST_PREVIOUS if last is None else bytes(leaf)
        if secret_id is None:  # an empty log, or one from before the chain of keys
            is_ours = last is None or seal_of(self.keys.sealing, previous) == bytes(seal)
            if is_ours:
                add_key(cursor, first_key(self.keys, from_sequence=sequence, at=at), at)
        else:
            is_ours = secret_id == self.keys.secret_id
        if not is_ours:
            raise CheckFailed("Log audit disegel dengan kunci lain, bukan kunci di sini.",
                              hint=RESTORE)  # fmt: skip
        return sequence, previous

    def person(self, nik: str) -> str:
        """What stands for a person in the log."""
        return self.keys.digest_of("nik", nik)

    def family(self, family_number: str) -> str:
        """What stands for a family in the log."""
        return self.keys.digest_of("kk", family_number)

    def named_in(self, text: str) -> tuple[str, ...]:
        """What stands for everyone whose number is in a text: of 16 digits alone nobody can say
        whether they are a person's or a family's, so both."""
        numbers = sorted(set(_NUMBER.findall(text)))
        return tuple(d for n in numbers for d in (self.family(n), self.person(n)))


@cache
def journal_in(home: Path, signing: str = "", secret: str = "") -> Journal:
    """The log of a home; its keys are read (or made) once."""
    return Journal(home, keys_in(home, signing=signing, secret=secret))
