"""Passwords that are known from breaches are refused, without asking anyone on a network.

The list is the public one of SHA-1 hashes ("Pwned Passwords"), as one sorted file with a line
`HASH:COUNT` each, or a folder of its k-anonymity ranges (`5BAA6.txt` with lines `SUFFIX:COUNT`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_PREFIX = 5
_LINE_BYTES = 64  # more than any line has


def _in_range_file(folder: Path, digest: str) -> bool:
    for name in (digest[:_PREFIX], f"{digest[:_PREFIX]}.txt"):
        path = folder / name
        if path.is_file():
            with path.open(encoding="ascii", errors="replace") as lines:
                return any(line[: 40 - _PREFIX].upper() == digest[_PREFIX:] for line in lines)
    return False


def _in_sorted_file(path: Path, digest: str) -> bool:
    wanted, size = digest.encode(), path.stat().st_size
    with path.open("rb") as file:
        first, last = 0, size
        while last - first > _LINE_BYTES:
            middle = (first + last) // 2
            file.seek(middle)
            file.readline()  # the rest of a line
            found = file.readline()[:40].upper()
            if found and found <= wanted:
                first = middle
            else:
                last = middle
        file.seek(max(first - _LINE_BYTES, 0))
        nearby = file.read(_LINE_BYTES * 6)
    return any(line[:40].upper() == wanted for line in nearby.splitlines())


def is_breached(source: Path, password: str) -> bool:
    """Whether the list at `source` has the password."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    return (_in_range_file if source.is_dir() else _in_sorted_file)(source, digest)


class BreachedPasswordValidator:
    """Refuses a password of the list at `source`; does nothing without one."""

    def __init__(self, source: str = "") -> None:
        self.source = source

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is known from a breach."""
        if self.source and is_breached(Path(self.source), password):
            raise ValidationError(
                _("Kata sandi ini pernah bocor di tempat lain. Pilih yang lain."), "breached"
            )

    def get_help_text(self) -> str:
        """What the page says beforehand."""
        return _("Bukan kata sandi yang pernah bocor di tempat lain.") if self.source else ""
