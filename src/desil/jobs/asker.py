"""Who asks for something to be done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: how the log names them (`actor`), and what they are called."""

    actor: str
    name: str

    @property
    def named(self) -> str:
        """Name and account, as records outside the register have it: two of one name are two
        people."""
        return f"{self.name} ({self.actor})"
