"""Running a piece of work in a process of its own and measuring it from outside."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_SECONDS = 0.1
_KIB_IN_GIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Measurement:
    """Wall-clock seconds, the peak memory of the whole process tree in GiB, and CPU seconds."""

    seconds: float
    peak_gib: float
    cpu_seconds: float = 0.0


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return found


def _proportional_kib(pid: int) -> int:
    """Memory of one process, shared pages divided among those that share them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _tree_kib(pid: int) -> int:
    return _proportional_kib(pid) + sum(_tree_kib(child) for child in _children(pid))


def _cpu_of_children() -> float:
    """CPU seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(module: str, arguments: Sequence[str]) -> Measurement:
    """Run `python -m module arguments…` and measure it; CalledProcessError when it fails."""
    start, before = time.perf_counter(), _cpu_of_children()
    peak = 0
    with subprocess.Popen([sys.executable, "-m", module, *arguments]) as process:
        while process.poll() is None:
            peak = max(peak, _tree_kib(process.pid))
            time.sleep(_SAMPLE_SECONDS)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, module)
    return Measurement(seconds, peak / _KIB_IN_GIB, _cpu_of_children() - before)
