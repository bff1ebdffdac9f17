"""Where an unforeseen fault is written down: the lines of code that it came through, no value."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from desil.engine.private_files import is_home, make_private_file

FAULT_LOG = "faults.log"
_MOST_BYTES = 1_000_000  # then it begins anew; the one before is kept beside it


def causes_of(fault: BaseException) -> Iterator[BaseException]:
    """A fault and what led to it, the last first."""
    seen: set[int] = set()
    cause: BaseException | None = fault
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def place_of(fault: BaseException) -> str:
    """The line of code where a fault was raised, as "file.py:12"."""
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _lines(fault: BaseException) -> Iterator[str]:
    for cause in causes_of(fault):
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"  # its text may hold data
        for frame in traceback.extract_tb(cause.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}: {frame.line}"


def log_fault(home: Path, fault: BaseException, doing: str, at: datetime) -> Path | None:
    """Add a fault to the log of a home (private, made when missing) and return its path; None
    where there is no home or it cannot be written."""
    path = home / FAULT_LOG
    text = "\n".join([f"{at.isoformat(timespec='seconds')} {doing}", *_lines(fault), ""])
    try:
        if not is_home(home):
            return None
        if path.exists() and path.stat().st_size > _MOST_BYTES:
            path.replace(path.with_suffix(".log.1"))
        with make_private_file(path).open("a", encoding="utf-8", errors="replace") as log:
            log.write(text + "\n")
    except OSError:
        return None
    return path
