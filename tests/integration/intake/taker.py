"""A process that takes in a release when it is told to; the test kills it."""

from __future__ import annotations

from multiprocessing.synchronize import Event
from pathlib import Path

from desil.dictionary.areas import national_districts
from tests.hand_over import take

national_districts()


def take_when_told(home: str, files: list[str], ready: Event, go: Event) -> None:
    """Take the files into `home` once `go` is set."""
    ready.set()
    go.wait()
    take(Path(home), [Path(f) for f in files])
