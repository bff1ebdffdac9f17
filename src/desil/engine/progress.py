"""How long work tells of itself, without knowing who listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Stage(Protocol):
    """One stretch of work that is under way."""

    def advance(self, amount: float) -> None:
        """`amount` more of the stage's unit is done."""


class Progress(Protocol):
    """Whoever listens: a terminal, a log, or nobody."""

    def stage(
        self, name: str, total: float | None = None, unit: str = ""
    ) -> AbstractContextManager[Stage]:
        """A stage called `name`, of `total` `unit`s where that is known."""


class _NoStage:
    def advance(self, amount: float) -> None:
        """Nothing to tell."""


class Silent:
    """Progress that nobody listens to."""

    @contextmanager
    def stage(self, name: str, total: float | None = None, unit: str = "") -> Iterator[Stage]:
        """A stage that says nothing."""
        yield _NoStage()
