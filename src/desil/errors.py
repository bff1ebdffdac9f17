"""What may be shown to a person, and the exit code that each kind of error ends a command with.

Every error says what was wrong (with the value), what is allowed, and what to do next.
Nothing here ever holds a name, a NIK or an address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Self

Translate = Callable[[str], str]  # gives a text back as it is where the catalogue lacks it


class CatalogueText(str):
    """A text that the catalogue has in English."""


def catalogued(text: str) -> CatalogueText:
    """Mark a text of the catalogue that stands apart from the error or page that shows it. Rooms
    without Django have such texts too, so this is not Django's own mark."""
    return CatalogueText(text)


def filled(
    text: str, values: Mapping[str, object], translate: Translate, language: str = "id"
) -> str:
    """A text of the catalogue in a language, with its values: texts of the catalogue, `{id, en}`,
    or plain values."""
    if not text or not values:
        return translate(text) if text else ""
    said = dict(values)
    for name, value in values.items():
        if isinstance(value, CatalogueText):
            said[name] = translate(value)
        elif isinstance(value, Mapping):
            said[name] = value[language]
    return translate(text).format_map(said)


class DesilError(Exception):
    """An error whose text may be shown to a person; `hint` says what to do next.

    Its texts are codes of the catalogue: Indonesian sentences with the names of `values` in braces
    (literal braces are doubled where an error has values). A hint may be several such texts.
    """

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = catalogued("galat")

    def __init__(
        self, message: str, /, *, hint: str | Sequence[str] = "", **values: object
    ) -> None:
        hints = (hint,) if isinstance(hint, str) else hint
        self.codes = (message, *filter(None, hints))
        self.values = values
        self.message, self.hint = self.said(str)
        super().__init__(self.message)

    def said(self, translate: Translate, language: str = "id") -> tuple[str, str]:
        """The message and the hint in a language."""
        message, *hints = (filled(c, self.values, translate, language) for c in self.codes)
        return message, " ".join(hints)

    def as_facts(self) -> dict[str, Any]:
        """The error as JSON values, for the process that waits for this one."""
        texts = [name for name, v in self.values.items() if isinstance(v, CatalogueText)]
        return {"codes": self.codes, "values": self.values, "texts": texts}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Self:
        """The error that another process gave as `as_facts`."""
        message, *hints = facts["codes"]
        values = dict(facts["values"])
        values.update((name, CatalogueText(values[name])) for name in facts["texts"])
        return cls(message, hint=hints, **values)


class UsageFault(DesilError):
    """The command was called with something it does not take."""

    exit_code = 2
    kind = catalogued("cara pakai")


class DeliveryRejected(DesilError):
    """A delivery whose files cannot be taken in: wrong layout, missing column, unreadable."""

    exit_code = 3
    kind = catalogued("kiriman ditolak")


class NotFound(DesilError):
    """Something that was asked for by name is not there."""

    exit_code = 4
    kind = catalogued("tidak ditemukan")


class Conflict(DesilError):
    """Two things that may not be true together, such as two writers of one home folder."""

    exit_code = 5
    kind = catalogued("bentrok")


class MachineLacks(DesilError):
    """The machine lacks a part, such as a PostgreSQL server; `desil doctor` lists them."""

    exit_code = 6
    kind = catalogued("mesin belum lengkap")


class CheckFailed(DesilError):
    """A result broke one of its declared checks and was not stored."""

    exit_code = 7
    kind = catalogued("pemeriksaan gagal")


class Refused(DesilError):
    """The person who asks may not do this."""

    exit_code = 8
    kind = catalogued("tidak diizinkan")


ERROR_KINDS: tuple[type[DesilError], ...] = (
    UsageFault,
    DeliveryRejected,
    NotFound,
    Conflict,
    MachineLacks,
    CheckFailed,
    Refused,
)
