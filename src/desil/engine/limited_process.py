"""A process of its own for reading a file that may cost too much: only that process dies."""

from __future__ import annotations

import resource
import subprocess
import sys
from dataclasses import dataclass

_GRACE_SECONDS = 5


class ProcessDied(Exception):
    """The process was stopped at its limits, or ended with an error."""


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """The most that a process may use: memory, seconds of the processor, bytes of one file."""

    memory_mib: int
    seconds: int
    written_mib: int


def limit_this_process(limits: ProcessLimits) -> None:
    """Hold this process to `limits`, and let it leave no image of its memory when it dies."""
    memory, written = limits.memory_mib << 20, limits.written_mib << 20
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    if sys.platform != "darwin":  # macOS does not hold a limit of memory
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def answer_of(module: str, argument: str, *, seconds: int, given: bytes = b"") -> bytes:
    """Run a Python module of ours with one argument and `given` at its standard input, and return
    what it prints.

    The module calls `limit_this_process` first. Raises ProcessDied when it ends with an error or
    takes longer than `seconds`.
    """
    command = [sys.executable, "-P", "-m", module, argument]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=given,
            capture_output=True,
            timeout=seconds + _GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ProcessDied(module) from late
    if done.returncode:
        raise ProcessDied(module)
    return done.stdout
