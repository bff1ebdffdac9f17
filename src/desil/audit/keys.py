"""The keys of the log: one that signs checkpoints, one that seals events and names people.

They lie beside the database, never in it: whoever can only change the database can forge nothing.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desil.engine.durable import UNFINISHED_PREFIX, flush_to_disk
from desil.engine.private_files import make_private_folder
from desil.errors import CheckFailed

KEY_BYTES = 32
SIGNING_FILE, SECRET_FILE = "signing.key", "secret.key"
NEXT_FILE = "signing.key.next"
_DIGEST_CHARACTERS = 32


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as text."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def public_from(text: str) -> Ed25519PublicKey:
    """The public key that `public_text` wrote; CheckFailed for anything else."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))
    except ValueError as fault:
        raise CheckFailed(
            "Kunci publik tidak dapat dibaca.", hint="Isinya 32 byte dalam base64."
        ) from fault


def key_id_of(key: Ed25519PublicKey) -> str:
    """A short name of a public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def is_signed(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether `signature` over `data` was made with the private half of `key`."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Keys:
    """`signing` signs checkpoints; `secret` (32 bytes) seals events and makes keyed digests."""

    signing: Ed25519PrivateKey
    secret: bytes = field(repr=False)

    @property
    def public(self) -> Ed25519PublicKey:
        """What everyone may check signatures with."""
        return self.signing.public_key()

    @property
    def key_id(self) -> str:
        """A short name of the public key."""
        return key_id_of(self.public)

    @property
    def secret_id(self) -> str:
        """What stands for the secret in the chain of keys; nobody comes back to it from this."""
        return self._derived("identity").hex()[:16]

    def _derived(self, use: str) -> bytes:
        return hmac.digest(self.secret, f"desil audit {use} 1".encode(), "sha256")

    @property
    def sealing(self) -> bytes:
        """The key of the seals."""
        return self._derived("seal")

    def digest_of(self, kind: str, identifier: str) -> str:
        """What stands for a person ("nik") or a family ("kk") in the log: 128 bits, hex.

        Without the key nobody can find out whose it is, nor try all numbers.
        """
        return hmac.digest(
            self._derived("subject"), f"{kind}:{identifier}".encode(), "sha256"
        ).hex()[:_DIGEST_CHARACTERS]


def _stored_bytes(path: Path, fresh: bytes) -> bytes:
    """What the file holds; `fresh` is put there, readable by its owner only, when it is new. The
    file appears whole or not at all, whoever else starts at the same moment or is killed."""
    if not path.exists():
        descriptor, unfinished = tempfile.mkstemp(prefix=UNFINISHED_PREFIX, dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            Path(path).hardlink_to(unfinished)
        Path(unfinished).unlink()
        flush_to_disk(path.parent)
    return path.read_bytes()


def _decoded(text: bytes, name: str) -> bytes:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise CheckFailed(
            "Kunci audit {name} rusak.",
            hint="Kembalikan dari cadangan: 32 byte dalam base64.",
            name=name,
        )
    return raw


def audit_folder(home: Path) -> Path:
    """Where keys and checkpoints are."""
    return home / "audit"


def _require_no_missing_key(folder: Path, names: Sequence[str]) -> None:
    """CheckFailed where a key file is gone from a home that has signed before: a new one would
    hide that. The traces are looked for first, since a first use writes them last."""
    traces = [*(folder / "public").glob("*.pub"), *(folder / "checkpoints").glob("*.json")]
    gone = [name for name in names if traces and not (folder / name).is_file()]
    if gone:
        raise CheckFailed(
            "Kunci log audit hilang: {gone}.",
            hint="Kembalikan folder {folder} dari cadangan. Kunci baru tidak dibuat diam-diam.",
            gone=", ".join(gone),
            folder=folder,
        )


def keys_in(home: Path, *, signing: str = "", secret: str = "") -> Keys:
    """The keys of a home, made at their first use; `signing` and `secret` (base64, from the
    environment) come before the files `signing.key` and `secret.key`. CheckFailed where a file is
    damaged, or gone though the home has signed before."""
    folder = audit_folder(home)
    if not (signing and secret):
        make_private_folder(folder)
    files = ((SIGNING_FILE, signing), (SECRET_FILE, secret))
    _require_no_missing_key(folder, [name for name, told in files if not told])
    drawn = [base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n" for _ in range(2)]
    signing_text = signing.encode() or _stored_bytes(folder / SIGNING_FILE, drawn[0])
    secret_text = secret.encode() or _stored_bytes(folder / SECRET_FILE, drawn[1])
    keys = Keys(
        Ed25519PrivateKey.from_private_bytes(_decoded(signing_text, SIGNING_FILE)),
        _decoded(secret_text, SECRET_FILE),
    )
    if folder.is_dir():
        _keep_public(folder, keys)
    return keys


def _keep_public(folder: Path, keys: Keys) -> None:
    known = folder / "public"
    make_private_folder(known)
    _stored_bytes(known / f"{keys.key_id}.pub", public_text(keys.public).encode() + b"\n")


def next_keys(home: Path, keys: Keys) -> Keys:
    """`keys` with another signing key, which waits in a file of its own; the same one until
    `put_next_key_in_place`, whoever is killed in between."""
    fresh = base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n"
    text = _stored_bytes(audit_folder(home) / NEXT_FILE, fresh)
    signing = Ed25519PrivateKey.from_private_bytes(_decoded(text, NEXT_FILE))
    return Keys(signing, keys.secret)


def put_next_key_in_place(home: Path, keys: Keys) -> None:
    """Let the signing key that waits (`keys`) be the home's; its public half stays known."""
    folder = audit_folder(home)
    (folder / NEXT_FILE).replace(folder / SIGNING_FILE)
    flush_to_disk(folder)
    _keep_public(folder, keys)


def known_public_keys(home: Path) -> dict[str, Ed25519PublicKey]:
    """The public keys that this home has signed with, by their short names."""
    found = (public_from(p.read_text()) for p in (audit_folder(home) / "public").glob("*.pub"))
    return {key_id_of(k): k for k in found}
