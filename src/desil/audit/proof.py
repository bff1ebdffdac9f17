"""Proofs for people outside: that an event is in the log that a checkpoint signs, and that a later
checkpoint only adds to an earlier one. Checked with the public key alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desil.audit.checkpoint import Checkpoint, checkpoint_from, checkpoints
from desil.audit.event import commitment_of, leaf_of, statement_hash
from desil.audit.journal import Journal
from desil.audit.key_chain import key_chain
from desil.audit.keys import public_text
from desil.audit.record import leaves, record_at
from desil.audit.tree import consistency_path, inclusion_path, is_consistent, root_from_path
from desil.database.cursor import Cursor
from desil.errors import CheckFailed, Conflict, NotFound

Facts = dict[str, Any]


def _covering(cursor: Cursor, sequence: int) -> Checkpoint:
    found = [c for c in checkpoints(cursor) if c.size >= sequence]
    if not found:
        raise Conflict(
            "Peristiwa {sequence} belum termasuk dalam satu titik periksa pun.",
            hint="Buat dulu: desil audit checkpoint",
            sequence=sequence,
        )
    return found[0]


def _key_of(cursor: Cursor, journal: Journal, checkpoint: Checkpoint) -> str:
    """The public key that signed a checkpoint: after a change of keys an earlier one."""
    named = {key.key_id: key.public_key for key in key_chain(cursor)}
    return named.get(checkpoint.key_id, public_text(journal.keys.public))


def inclusion_proof(
    cursor: Cursor, journal: Journal, sequence: int, *, opened: bool = False
) -> Facts:
    """That the event at `sequence` is under the first checkpoint after it, as JSON.

    With `opened` the proof also holds the event's personal part and its salt, so that others see
    what it says; without, only that it is there. NotFound, Conflict without a checkpoint.
    """
    record = record_at(cursor, sequence)
    if record is None:
        raise NotFound("Tidak ada peristiwa nomor {sequence} dalam log.", sequence=sequence)
    if opened and record.is_erased:
        raise Conflict(
            "Isi pribadi peristiwa {sequence} sudah dihapus.",
            hint="Buat bukti tanpa --open: peristiwanya tetap terbukti ada.",
            sequence=sequence,
        )
    checkpoint = _covering(cursor, sequence)
    path = inclusion_path(list(leaves(cursor, checkpoint.size)), sequence - 1)
    proof: Facts = {
        "kind": "desil audit inclusion 1",
        "sequence": sequence,
        "event": record.facts,
        "commitment": record.commitment.hex(),
        "previous": record.previous.hex(),
        "path": [step.hex() for step in path],
        "checkpoint": checkpoint.as_facts(),
        "public_key": _key_of(cursor, journal, checkpoint),
    }
    if opened and record.salt is not None:
        proof["opened"] = {
            "salt": record.salt.hex(),
            "object_id": record.object_id,
            "subjects": list(record.subjects or ()),
            "payload": record.payload,
        }
    return proof


def consistency_proof(cursor: Cursor, journal: Journal, first: int, second: int) -> Facts:
    """That the checkpoint of `second` events begins with that of `first`, as JSON."""
    kept = {c.size: c for c in checkpoints(cursor)}
    for size in (first, second):
        if size not in kept:
            known = ", ".join(map(str, sorted(kept))) or "belum ada"
            raise NotFound(
                "Tidak ada titik periksa {size}.", hint="Yang ada: {known}.", size=size, known=known
            )
    if first > second:
        first, second = second, first
    path = consistency_path(list(leaves(cursor, second)), first)
    return {
        "kind": "desil audit consistency 1",
        "first": kept[first].as_facts(),
        "second": kept[second].as_facts(),
        "path": [step.hex() for step in path],
        "public_key": public_text(journal.keys.public),
    }


@dataclass(frozen=True, slots=True)
class Checked:
    """What a good proof shows: of which event (0 for a consistency proof), under which
    checkpoint, and whether its personal part was shown as well."""

    sequence: int
    checkpoint: Checkpoint
    is_opened: bool


def _wrong(what: str) -> CheckFailed:
    return CheckFailed("Bukti ini tidak sah: {what}.", what=what)


def _signed(facts: Facts, key: Ed25519PublicKey) -> Checkpoint:
    checkpoint = checkpoint_from(facts)
    if not checkpoint.is_valid({checkpoint.key_id: key}):
        raise _wrong("titik periksanya tidak ditandatangani dengan kunci ini")
    return checkpoint


def _checked_inclusion(proof: Mapping[str, Any], key: Ed25519PublicKey) -> Checked:
    checkpoint = _signed(proof["checkpoint"], key)
    sequence, commitment = int(proof["sequence"]), bytes.fromhex(proof["commitment"])
    statement = statement_hash({str(k): str(v) for k, v in proof["event"].items()})
    leaf = leaf_of(sequence, bytes.fromhex(proof["previous"]), statement, commitment)
    path = [bytes.fromhex(step) for step in proof["path"]]
    if root_from_path(leaf, sequence - 1, checkpoint.size, path) != checkpoint.root:
        raise _wrong("peristiwanya tidak termasuk dalam titik periksa itu")
    opened = proof.get("opened")
    if opened is not None:
        own = commitment_of(
            bytes.fromhex(opened["salt"]),
            opened["object_id"],
            tuple(opened["subjects"]),
            opened["payload"],
        )
        if own != commitment:
            raise _wrong("isi yang dibuka bukan isi peristiwanya")
    return Checked(sequence, checkpoint, opened is not None)


def _checked_consistency(proof: Mapping[str, Any], key: Ed25519PublicKey) -> Checked:
    first, second = _signed(proof["first"], key), _signed(proof["second"], key)
    path = [bytes.fromhex(step) for step in proof["path"]]
    if not is_consistent(first.size, second.size, first.root, second.root, path):
        raise _wrong("titik periksa yang baru bukan kelanjutan dari yang lama")
    return Checked(0, second, False)


_CHECKS = {
    "desil audit inclusion 1": _checked_inclusion,
    "desil audit consistency 1": _checked_consistency,
}


def check_proof(proof: object, key: Ed25519PublicKey) -> Checked:
    """What a proof shows; CheckFailed, saying why, for one that shows nothing. Needs no database
    and no key but the public one, which must come from elsewhere than the proof."""
    check = _CHECKS.get(str(proof.get("kind"))) if isinstance(proof, dict) else None
    if check is None or not isinstance(proof, dict):
        raise _wrong("bentuknya tidak dikenal")
    try:
        return check(proof, key)
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as fault:
        raise _wrong("ada bagian yang hilang atau rusak") from fault
