"""What may be shown to a person, and the exit code that each kind of error ends a command with.

Every error says what was wrong (with the value), what is allowed, and what to do next.
Nothing here ever holds a name, a NIK or an address.
"""

from __future__ import annotations

from typing import ClassVar


class DesilError(Exception):
    """An error whose text may be shown to a person; `hint` says what to do next."""

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = "galat"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def catalogued(text: str) -> str:
    """The text as it is: marks one that the pages' catalogue has in English, where it is raised.
    Rooms that stand without Django raise such texts too, so this is not Django's own mark."""
    return text


class UsageFault(DesilError):
    """The command was called with something it does not take."""

    exit_code = 2
    kind = "cara pakai"


class DeliveryRejected(DesilError):
    """A delivery whose files cannot be taken in: wrong layout, missing column, unreadable."""

    exit_code = 3
    kind = "kiriman ditolak"


class NotFound(DesilError):
    """Something that was asked for by name is not there."""

    exit_code = 4
    kind = "tidak ditemukan"


class Conflict(DesilError):
    """Two things that may not be true together, such as two writers of one home folder."""

    exit_code = 5
    kind = "bentrok"


class MachineLacks(DesilError):
    """The machine lacks a part, such as a PostgreSQL server; `desil doctor` lists them."""

    exit_code = 6
    kind = "mesin belum lengkap"


class CheckFailed(DesilError):
    """A result broke one of its declared checks and was not stored."""

    exit_code = 7
    kind = "pemeriksaan gagal"


class Refused(DesilError):
    """The person who asks may not do this."""

    exit_code = 8
    kind = "tidak diizinkan"


ERROR_KINDS: tuple[type[DesilError], ...] = (
    UsageFault,
    DeliveryRejected,
    NotFound,
    Conflict,
    MachineLacks,
    CheckFailed,
    Refused,
)
