"""Is the log still what it was? Every event, every checkpoint, recomputed.

What each change shows as: a row that was edited no longer opens its commitment or no longer gives
its leaf; a row that was removed leaves a gap, and the next one follows another leaf; a row that was
put in or moved follows the wrong leaf or was never sealed with our key; an end that was cut off,
an emptied table and an old copy are shorter than a signed checkpoint.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desil.audit.checkpoint import (
    Checkpoint,
    checkpoint_files,
    checkpoint_of_file,
    checkpoints,
)
from desil.audit.event import FIRST_PREVIOUS, seal_of
from desil.audit.journal import Journal
from desil.audit.key_chain import NamedKey, broken_links, key_chain
from desil.audit.keys import known_public_keys, public_from
from desil.audit.record import Record, records
from desil.audit.tree import Frontier
from desil.database.cursor import Cursor
from desil.errors import CheckFailed

_ENOUGH = 20
_BEFORE_ALL = -(2**63)


class Change(StrEnum):
    """What was done to the log."""

    CONTENT_ALTERED = "isi_diubah"  # object, people concerned, details or salt
    FACTS_ALTERED = "pokok_diubah"  # time, actor, verb, kind, purpose or outcome
    HASH_ALTERED = "sidik_diubah"  # commitment, leaf or seal
    REMOVED = "dihapus"
    MOVED = "dipindah"
    FORGED = "dipalsukan"  # rewritten or put in: never sealed with our key
    ERASED_UNRECORDED = "dikosongkan_tanpa_catatan"
    CHECKPOINT_ALTERED = "titik_periksa_diubah"
    CHECKPOINT_REMOVED = "titik_periksa_dihapus"
    HISTORY_REPLACED = "riwayat_diganti"  # whole and sealed, but not what was signed
    KEY_UNNAMED = "kunci_tidak_disebut"  # no earlier key named it
    KEY_REPLACED = "kunci_diganti"  # the log names another than the one here
    KEY_MISSING = "kunci_publik_hilang"  # the file of a public key that the log names


@dataclass(frozen=True, slots=True)
class Finding:
    """One change: of the event at place `sequence` (or the checkpoint of that size, or the key of
    the log that holds from there on; 0 for a file that no key of the log stands for)."""

    change: Change
    sequence: int
    upto: int = 0  # the last of a removed range

    @property
    def place(self) -> str:
        """Where, as a person reads it."""
        return f"{self.sequence}-{self.upto}" if self.upto > self.sequence else str(self.sequence)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was read, and every change found, the earliest event first."""

    events: int
    erased: int
    checkpoints: int
    root: bytes
    findings: tuple[Finding, ...]

    @property
    def is_intact(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def _is_whole(record: Record) -> bool:
    """Whether an event gives its own leaf after the leaf that it names itself."""
    return record.leaf_after(record.previous) == record.leaf


def _judged(record: Record, previous: bytes, sealing: bytes) -> Change | None:
    """What is wrong with an event that stands after the leaf `previous`."""
    if seal_of(sealing, record.leaf) != record.seal:
        genuine = seal_of(sealing, record.leaf_after(previous)) == record.seal
        return Change.HASH_ALTERED if genuine else Change.FORGED
    if record.leaf_after(previous) == record.leaf:
        if record.previous != previous:
            return Change.HASH_ALTERED
        return None if record.is_erased or record.opens() else Change.CONTENT_ALTERED
    if record.previous != previous:
        return Change.MOVED
    return Change.FACTS_ALTERED if record.is_erased or record.opens() else Change.HASH_ALTERED


class _Walk:
    """One pass over the events, with the checkpoints that are met on the way."""

    def __init__(self, sealing: bytes, signed: dict[int, set[bytes]]) -> None:
        self.sealing, self.signed = sealing, signed
        self.tree = Frontier()
        self.previous = FIRST_PREVIOUS
        self.place = 0
        self.erased: set[int] = set()
        self.recorded_erasures: set[int] = set()
        self.found: list[Finding] = []

    def step(self, record: Record) -> None:
        """The next row."""
        if record.sequence <= self.place:  # no event has place 0
            self.found.append(Finding(Change.FORGED, record.sequence))
            return
        if record.sequence > self.place + 1:
            self.found.append(Finding(Change.REMOVED, self.place + 1, record.sequence - 1))
        change = _judged(record, self.previous, self.sealing)
        if change is Change.MOVED and self.found and _is_whole(record):
            change = None  # it stands where it was; what stood before it does not
        if change:
            self.found.append(Finding(change, record.sequence))
        self.place, self.previous = record.sequence, record.leaf
        self.tree.append(record.leaf)
        self._note_erasure(record)
        roots = self.signed.get(self.place)
        if roots and roots != {self.tree.root()} and not self.found:
            self.found.append(Finding(Change.HISTORY_REPLACED, self.place))

    def _note_erasure(self, record: Record) -> None:
        if record.is_erased:
            self.erased.add(record.sequence)
        if record.verb == "AUDIT_ERASE" and record.opens() and record.payload:
            self.recorded_erasures |= set(json.loads(record.payload).get("events", []))

    def end(self) -> None:
        """After the last row: the end that is missing, and erasures that nobody recorded."""
        longest = max(self.signed, default=0)
        if longest > self.place:
            self.found.append(Finding(Change.REMOVED, self.place + 1, longest))
        for sequence in sorted(self.erased - self.recorded_erasures):
            self.found.append(Finding(Change.ERASED_UNRECORDED, sequence))


def _signed_by_us(
    kept: Iterable[Checkpoint], keys: dict[str, Ed25519PublicKey], found: list[Finding]
) -> Iterator[Checkpoint]:
    for checkpoint in kept:
        if checkpoint.is_valid(keys):
            yield checkpoint
        else:
            found.append(Finding(Change.CHECKPOINT_ALTERED, checkpoint.size))


def _from_files(journal: Journal, found: list[Finding]) -> Iterator[Checkpoint]:
    for path in checkpoint_files(journal.home):
        try:
            yield checkpoint_of_file(path)
        except CheckFailed:
            stem = path.stem
            found.append(Finding(Change.CHECKPOINT_ALTERED, int(stem) if stem.isdecimal() else 0))


def _has_our_secret(chain: tuple[NamedKey, ...], journal: Journal) -> bool:
    return all(key.secret_id == journal.keys.secret_id for key in chain)


def _key_faults(chain: tuple[NamedKey, ...], journal: Journal) -> list[Finding]:
    """Keys that no earlier one named, that are not the ones here, or whose files are gone."""
    if not chain:  # a log from before the chain; its next event begins one
        return []
    known = known_public_keys(journal.home)
    found = [Finding(Change.KEY_UNNAMED, key.from_sequence) for key in broken_links(chain)]
    if chain[-1].key_id != journal.keys.key_id or not _has_our_secret(chain, journal):
        found.append(Finding(Change.KEY_REPLACED, chain[-1].from_sequence))
    if known:
        gone = (key for key in chain if key.key_id not in known)
        found += [Finding(Change.KEY_MISSING, key.from_sequence) for key in gone]
    named = {key.key_id for key in chain}
    found += [Finding(Change.KEY_UNNAMED, 0) for key_id in sorted(known) if key_id not in named]
    return found


def _trusted_keys(chain: tuple[NamedKey, ...], journal: Journal) -> dict[str, Ed25519PublicKey]:
    """The keys that checkpoints may be signed with: those of the chain up to a broken link."""
    if not chain:
        return known_public_keys(journal.home) | {journal.keys.key_id: journal.keys.public}
    broken = {key.place for key in broken_links(chain)}
    whole = takewhile(lambda key: key.place not in broken, chain)
    return {key.key_id: public_from(key.public_key) for key in whole}


def verify(cursor: Cursor, journal: Journal) -> Verification:
    """Read the whole log and say what was changed. Seconds per hundred thousand events.

    Works against whoever can write anything into the database but has neither the keys nor the
    files of checkpoints. What such a person can do unseen: remove the newest events, those after
    the last checkpoint.
    """
    chain = key_chain(cursor)
    faults = _key_faults(chain, journal)
    if any(f.change is Change.KEY_REPLACED for f in faults) and not _has_our_secret(chain, journal):
        return Verification(0, 0, 0, Frontier().root(), tuple(faults))  # no seal can be checked
    keys = _trusted_keys(chain, journal)
    stored = tuple(_signed_by_us(checkpoints(cursor), keys, faults))
    filed = tuple(_signed_by_us(_from_files(journal, faults), keys, faults))
    sizes = {c.size for c in stored} | {f.sequence for f in faults}
    faults += [Finding(Change.CHECKPOINT_REMOVED, c.size) for c in filed if c.size not in sizes]
    signed: dict[int, set[bytes]] = {}
    for checkpoint in (*stored, *filed):
        signed.setdefault(checkpoint.size, set()).add(checkpoint.root)
    walk = _Walk(journal.keys.sealing, signed)
    for record in records(cursor, after=_BEFORE_ALL):
        walk.step(record)
        if len(walk.found) >= _ENOUGH:
            break
    else:
        walk.end()
    findings = sorted(walk.found, key=lambda f: f.sequence) + faults
    return Verification(
        walk.place, len(walk.erased), len(signed), walk.tree.root(), tuple(findings)
    )
