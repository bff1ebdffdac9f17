"""Making the next thing while the last one is being used."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")


def one_ahead(things: Iterator[Thing]) -> Iterator[Thing]:
    """The same things in the same order; each is made by a second thread while the one before
    it is in use. An error while making one is raised in its place."""
    nothing = object()
    with ThreadPoolExecutor(1, thread_name_prefix="one-ahead") as maker:
        coming = maker.submit(next, things, nothing)
        while (thing := coming.result()) is not nothing:
            coming = maker.submit(next, things, nothing)
            yield thing  # type: ignore[misc]
