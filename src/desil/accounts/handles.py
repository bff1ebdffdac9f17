"""Names for persons and families that may stand in an address bar.

A NIK or KK never does. Its handle is the number encrypted (AES-SIV, the same number always to the
same handle) with a key that only this installation has.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from desil.errors import NotFound


@dataclass(frozen=True, slots=True)
class Handles:
    """The handles of one installation; `secret` is any text that stays the same and secret."""

    secret: str = field(repr=False)

    def _cipher(self) -> AESSIV:
        return AESSIV(hashlib.sha512(b"desil handles 1\n" + self.secret.encode()).digest())

    def of(self, kind: str, number: str) -> str:
        """The handle of a family ("kk") or a person ("nik"), 43 characters for 16 digits."""
        sealed = self._cipher().encrypt(number.encode(), [kind.encode()])
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def number(self, kind: str, handle: str) -> str:
        """The number behind a handle; NotFound for a text that is none of this kind."""
        try:
            sealed = base64.urlsafe_b64decode(handle + "=" * (-len(handle) % 4))
            return self._cipher().decrypt(sealed, [kind.encode()]).decode()
        except (ValueError, InvalidTag):
            raise NotFound("Alamat ini tidak menunjuk siapa pun.") from None
