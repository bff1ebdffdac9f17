"""The chain of keys: the log names its first public key, and each key names the next one.

Rows of `audit_key` are only ever added. Whoever replaces a key file, or a row of the chain, has no
signature of the key before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desil.audit.event import moment_text
from desil.audit.keys import Keys, is_signed, key_id_of, public_from, public_text
from desil.audit.statements import rows_of, statement
from desil.database.cursor import Cursor
from desil.errors import CheckFailed

RESTORE = "Kembalikan folder audit dari cadangan, lalu jalankan `desil audit verify`."


@dataclass(frozen=True, slots=True)
class NamedKey:
    """One key of the chain: in force from the event `from_sequence` on, named by the key `before`
    (empty for the first, which signs itself). `secret_id` stands for the key of the seals."""

    place: int
    key_id: str
    public_key: str
    secret_id: str
    before: str
    from_sequence: int
    at: str
    signature: bytes = b""

    @property
    def text(self) -> str:
        """What is signed."""
        return (
            f"desil audit key 1\nplace {self.place}\nkey {self.key_id}\npublic {self.public_key}\n"
            f"secret {self.secret_id}\nbefore {self.before}\nfrom {self.from_sequence}\n"
            f"at {self.at}\n"
        )

    def is_signed_by(self, key: Ed25519PublicKey) -> bool:
        """Whether `key` named this one."""
        return is_signed(key, self.signature, self.text.encode())


def _signed(unsigned: NamedKey, signing: Ed25519PrivateKey) -> NamedKey:
    return replace(unsigned, signature=signing.sign(unsigned.text.encode()))


def first_key(keys: Keys, *, from_sequence: int, at: datetime) -> NamedKey:
    """The beginning of a chain; it signs itself."""
    own = public_text(keys.public)
    unsigned = NamedKey(1, keys.key_id, own, keys.secret_id, "", from_sequence, moment_text(at))
    return _signed(unsigned, keys.signing)


def key_after(last: NamedKey, keys: Keys, new: Keys, *, from_sequence: int,
              at: datetime) -> NamedKey:  # fmt: skip
    """The key `new`, named by `keys`, which are those of `last`."""
    unsigned = NamedKey(
        last.place + 1, new.key_id, public_text(new.public), new.secret_id, keys.key_id,
        from_sequence, moment_text(at),
    )  # fmt: skip
    return _signed(unsigned, keys.signing)


def add_key(cursor: Cursor, key: NamedKey, at: datetime) -> None:
    """Write a key into the chain, in the caller's transaction."""
    cursor.execute(
        statement("append_key"),
        {
            "place": key.place,
            "key_id": key.key_id,
            "public_key": key.public_key,
            "secret_id": key.secret_id,
            "before": key.before,
            "from_sequence": key.from_sequence,
            "at": at,
            "signature": key.signature,
        },
    )


def key_chain(cursor: Cursor) -> tuple[NamedKey, ...]:
    """The keys of the log, the first one first; none in a log older than the chain."""
    return tuple(
        NamedKey(place, key_id, public, secret, before, sequence, moment_text(at), bytes(signature))
        for place, key_id, public, secret, before, sequence, at, signature in rows_of(
            cursor, "key_chain"
        )
    )


def broken_links(chain: tuple[NamedKey, ...]) -> list[NamedKey]:
    """The keys of a chain that the key before did not name."""
    broken = []
    before: NamedKey | None = None
    for place, key in enumerate(chain, start=1):
        try:
            own = public_from(key.public_key)
            namer = own if before is None else public_from(before.public_key)
        except CheckFailed:
            broken.append(key)
            continue
        follows = key.place == place and key.before == (before.key_id if before else "")
        if not (follows and key.key_id == key_id_of(own) and key.is_signed_by(namer)):
            broken.append(key)
        before = key
    return broken


def require_own_key(chain: tuple[NamedKey, ...], keys: Keys) -> None:
    """CheckFailed unless the newest key of the chain is ours; a chain may still be empty."""
    if chain and chain[-1].key_id != keys.key_id:
        raise CheckFailed("Kunci penanda tangan bukan yang terakhir disebut log.", hint=RESTORE)
