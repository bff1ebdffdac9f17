"""Telling how far a running query is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from desil.engine.progress import Progress

_LOOK_SECONDS = 0.2
PERCENT = "%"


@contextmanager
def watched(database: duckdb.DuckDBPyConnection, progress: Progress, name: str) -> Iterator[None]:
    """A stage called `name` that follows the one query which runs inside the block, in percent.

    DuckDB tells -1 while it cannot know; then the stage stands still.
    """
    is_over = threading.Event()
    with progress.stage(name, 100, PERCENT) as stage:

        def follow() -> None:
            told = 0.0
            while not is_over.wait(_LOOK_SECONDS):
                done = database.query_progress()
                if done > told:
                    stage.advance(done - told)
                    told = done

        watcher = threading.Thread(target=follow, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            is_over.set()
            watcher.join()
