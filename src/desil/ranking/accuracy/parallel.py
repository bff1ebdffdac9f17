"""Independent pieces of work on all processors."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def in_processes(
    work: Callable[[_Item], _Result], items: Sequence[_Item], most: int | None = None
) -> Iterator[_Result]:
    """The result of `work` for each item, in the order of the items.

    As many processes as there are processors, at most `most`; one stays in this process. Items and
    results pass through pipes, never through files. Work that has not begun never begins once the
    caller stops reading, or one item fails.
    """
    processes = min(os.cpu_count() or 1, len(items), most or len(items))
    if processes < 2:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        try:
            yield from pool.map(work, items)
        finally:
            pool.shutdown(cancel_futures=True)
