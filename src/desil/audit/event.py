"""One event of the log, and the four values that tie it to its place.

statement   what may always stay: when, who, what was done, to what kind of thing, why, outcome
commitment  SHA-256 of a salt and the personal part (which thing, whose data, details): the
            part and its salt can be dropped, the commitment stays
leaf        RFC 6962 leaf hash of place, previous leaf, statement and commitment
seal        HMAC of the leaf with a key that the database does not have
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from desil.audit.tree import HASH_BYTES, leaf_hash

FIRST_PREVIOUS = bytes(HASH_BYTES)
SALT_BYTES = 32
EVERYBODY = "*"  # among an event's subjects: everyone in the register
_LEAF = b"desil audit leaf 1\n"
_STATEMENT = b"desil audit statement 1\n"
_COMMITMENT = b"desil audit commitment 1\n"


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Purpose(StrEnum):
    """Why someone looked at a family; empty where nobody is asked."""

    NONE = ""
    CASE = "case"
    VISIT = "visit"
    PROGRAMME = "programme"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened. `actor` is an account ("user:7") or a program ("system:cron"); `verb` names
    the action, OBJECT_VERB; `object_id` and `subjects` are keyed digests where they stand for
    people (`Keys.digest_of`); `payload` holds further facts, plain JSON."""

    at: datetime
    actor: str
    verb: str
    object_kind: str = ""
    object_id: str = ""
    subjects: tuple[str, ...] = ()
    purpose: Purpose = Purpose.NONE
    outcome: Outcome = Outcome.DONE
    payload: Mapping[str, object] = field(default_factory=dict)


def canonical(value: object) -> str:
    """`value` as the one JSON text that stands for it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def moment_text(at: datetime) -> str:
    """A moment in UTC to the microsecond, as it is hashed."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def statement_facts(
    at: datetime, actor: str, verb: str, object_kind: str, purpose: str, outcome: str
) -> dict[str, str]:
    """The part of an event that always stays."""
    return {
        "at": moment_text(at),
        "actor": actor,
        "verb": verb,
        "object_kind": object_kind,
        "purpose": purpose,
        "outcome": outcome,
    }


def statement_hash(facts: Mapping[str, str]) -> bytes:
    """SHA-256 over the facts of `statement_facts`."""
    return hashlib.sha256(_STATEMENT + canonical(dict(facts)).encode()).digest()


def commitment_of(salt: bytes, object_id: str, subjects: tuple[str, ...], payload: str) -> bytes:
    """SHA-256 over the salt and the personal part; `payload` is its JSON text as stored."""
    part = canonical({"object_id": object_id, "payload": payload, "subjects": list(subjects)})
    return hashlib.sha256(_COMMITMENT + salt + part.encode()).digest()


def leaf_of(sequence: int, previous: bytes, statement: bytes, commitment: bytes) -> bytes:
    """The leaf hash of the event at place `sequence` (from 1), after the leaf `previous`."""
    return leaf_hash(_LEAF + sequence.to_bytes(8, "big") + previous + statement + commitment)


def seal_of(key: bytes, leaf: bytes) -> bytes:
    """HMAC-SHA-256 of a leaf."""
    return hmac.digest(key, leaf, "sha256")
