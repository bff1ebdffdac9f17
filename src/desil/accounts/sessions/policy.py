"""How long a session may last; the figures are in limits.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from desil.dictionary.declarations.yaml_reader import bounded_yaml


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """Minutes without a request, and hours altogether, after which a session ends."""

    idle_minutes: int
    longest_hours: int


@cache
def session_limits() -> SessionLimits:
    """The limits in force."""
    text = resources.files("desil.accounts.sessions").joinpath("limits.yaml")
    return SessionLimits(**bounded_yaml(text.read_text(encoding="utf-8")))
