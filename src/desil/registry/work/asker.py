"""Who asks for something to be done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: how the log names them (`actor`), and what they are called."""

    actor: str
    name: str
