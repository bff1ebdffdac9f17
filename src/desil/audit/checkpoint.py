"""Signed checkpoints: how many events there are, and the root of their tree.

Each is kept in the database and as a file in `<home>/audit/checkpoints`; copy the files to where
the administrator of the database cannot reach them.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desil.audit.event import Event, moment_text
from desil.audit.journal import Journal
from desil.audit.key_chain import key_chain, require_own_key
from desil.audit.keys import audit_folder, is_signed
from desil.audit.record import leaves
from desil.audit.statements import rows_of, statement
from desil.audit.tree import Frontier, frontier_from
from desil.database.cursor import Cursor
from desil.dictionary.calendar.office_day import office_day
from desil.engine.durable import write_text_whole
from desil.engine.private_files import make_private_folder
from desil.errors import CheckFailed


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`size` events, `root` of their tree, at `at`, signed by the key named `key_id`."""

    size: int
    root: bytes
    at: str
    key_id: str
    signature: bytes
    frontier: bytes = b""

    @property
    def text(self) -> str:
        """What is signed."""
        return (
            f"desil audit checkpoint 1\nsize {self.size}\nroot {self.root.hex()}\n"
            f"at {self.at}\nkey {self.key_id}\n"
        )

    def is_valid(self, keys: dict[str, Ed25519PublicKey]) -> bool:
        """Whether one of `keys` signed it."""
        key = keys.get(self.key_id)
        return key is not None and is_signed(key, self.signature, self.text.encode())

    def as_facts(self) -> dict[str, object]:
        """Its JSON form."""
        return {
            "size": self.size,
            "root": self.root.hex(),
            "at": self.at,
            "key": self.key_id,
            "signature": base64.b64encode(self.signature).decode(),
        }


def checkpoint_from(facts: dict[str, object]) -> Checkpoint:
    """The checkpoint that `as_facts` wrote; CheckFailed for anything else."""
    try:
        return Checkpoint(
            int(str(facts["size"])),
            bytes.fromhex(str(facts["root"])),
            str(facts["at"]),
            str(facts["key"]),
            base64.b64decode(str(facts["signature"]), validate=True),
        )
    except (KeyError, ValueError, TypeError) as fault:
        raise CheckFailed("Titik periksa tidak dapat dibaca.") from fault


def _from_row(row: tuple[object, ...]) -> Checkpoint:
    size, root, at, key_id, signature, frontier = row
    assert isinstance(at, datetime)  # noqa: S101 - a timestamp column
    return Checkpoint(
        int(str(size)),
        bytes(root),  # type: ignore[call-overload]
        moment_text(at),
        str(key_id),
        bytes(signature),  # type: ignore[call-overload]
        bytes(frontier),  # type: ignore[call-overload]
    )


def checkpoints(cursor: Cursor) -> tuple[Checkpoint, ...]:
    """Those in the database, the smallest first."""
    return tuple(_from_row(row) for row in rows_of(cursor, "checkpoints"))


def last_checkpoint(cursor: Cursor) -> Checkpoint | None:
    """The one of the most events."""
    rows = rows_of(cursor, "last_checkpoint")
    return _from_row(rows[0]) if rows else None


def _folder(home: Path) -> Path:
    return audit_folder(home) / "checkpoints"


def checkpoint_files(home: Path) -> tuple[Path, ...]:
    """The files of checkpoints, the smallest first."""
    return tuple(sorted(_folder(home).glob("*.json")))


def checkpoint_of_file(path: Path) -> Checkpoint:
    """The checkpoint in a file; CheckFailed when it holds none."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        facts = {}
    return checkpoint_from(facts if isinstance(facts, dict) else {})


def keep_file(home: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint's file, once its transaction has committed; an existing one stays."""
    path = _folder(home) / f"{checkpoint.size:012d}.json"
    if not path.exists():
        make_private_folder(path.parent)
        write_text_whole(path, json.dumps(checkpoint.as_facts(), indent=2) + "\n")


def _grown(cursor: Cursor, last: Checkpoint | None, size: int) -> Frontier:
    tree = frontier_from(last.size, last.frontier) if last else Frontier()
    if last and tree.root() != last.root:
        raise CheckFailed(
            "Titik periksa {size} di basis data berubah: tepi pohonnya bukan akarnya.",
            hint="Jalankan `desil audit verify`.",
            size=last.size,
        )
    for leaf in leaves(cursor, size, after=tree.size):
        tree.append(leaf)
    return tree


def make_checkpoint(cursor: Cursor, journal: Journal, *, by: str, at: datetime) -> Checkpoint:
    """Sign the log as it is, with the event that says who asked for it; the last checkpoint when
    nothing happened since. Inside the caller's transaction; after it, `keep_file`.

    CheckFailed when the log no longer agrees with the last checkpoint, or names another key.
    """
    require_own_key(key_chain(cursor), journal.keys)
    last = last_checkpoint(cursor)
    ((size,),) = rows_of(cursor, "last_size")
    if last and last.size >= size:
        if last.size > size:
            raise CheckFailed(
                "Log berisi {size} peristiwa, titik periksa terakhir {last}.",
                hint="Jalankan `desil audit verify`.",
                size=size,
                last=last.size,
            )
        return last
    size = journal.append(
        cursor, Event(at, by, "CHECKPOINT_MAKE", "checkpoint", payload={"size": size + 1})
    )
    tree = _grown(cursor, last, size)
    if tree.size != size:
        raise CheckFailed(
            "Log seharusnya berisi {size} peristiwa, yang ada {there}.",
            hint="Jalankan `desil audit verify`.",
            size=size,
            there=tree.size,
        )
    unsigned = Checkpoint(
        size, tree.root(), moment_text(at), journal.keys.key_id, b"", tree.as_bytes()
    )
    signature = journal.keys.signing.sign(unsigned.text.encode())
    made = Checkpoint(
        size, unsigned.root, unsigned.at, unsigned.key_id, signature, unsigned.frontier
    )
    cursor.execute(
        statement("append_checkpoint"),
        {
            "size": size,
            "root": made.root,
            "at": at,
            "key_id": made.key_id,
            "signature": signature,
            "frontier": made.frontier,
        },
    )
    return made


def is_due(last: Checkpoint | None, at: datetime) -> bool:
    """Whether the office's day of `at` has no checkpoint yet."""
    return last is None or office_day(datetime.fromisoformat(last.at)) < office_day(at)
