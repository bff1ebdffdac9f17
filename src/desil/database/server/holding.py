"""One home, one server: who runs it, and who may use it beside them."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from desil.database.server.places import Places
from desil.engine.private_files import make_private_file
from desil.errors import Conflict

_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that runs the server now: its number, what it is doing, and the socket."""

    pid: int
    purpose: str
    socket: str


def write_holder(places: Places, holder: Holder) -> None:
    """Say, in one atomic step, that the server is ready and whose it is."""
    fresh = places.holder.with_suffix(".tmp")
    make_private_file(fresh).write_text(json.dumps(asdict(holder)))
    fresh.replace(places.holder)


def read_holder(places: Places) -> Holder | None:
    """Who last said that they run the server; None when nobody did."""
    try:
        return Holder(**json.loads(places.holder.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _lock_file(path: Path) -> IO[bytes]:
    return open(path, "ab", opener=lambda p, flags: os.open(p, flags, 0o600))


def _locked(file: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locked_within(file: IO[bytes], how: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not _locked(file, how):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


@contextlib.contextmanager
def held(places: Places) -> Iterator[bool]:
    """True while this process is the one that may run the server; False when another is.

    The lock goes with the process, however it ends.
    """
    with _lock_file(places.lock) as lock:
        yield _locked(lock, fcntl.LOCK_EX)


@contextlib.contextmanager
def last_user(places: Places, seconds: float) -> Iterator[bool]:
    """Wait up to `seconds` for those who share the server; True when none is left. Nobody new
    joins while the context lasts."""
    with _lock_file(places.users) as users:
        yield _locked_within(users, fcntl.LOCK_EX, seconds)


@contextlib.contextmanager
def sharing(places: Places, seconds: float) -> Iterator[bool]:
    """True while this process counts as a user of another's server, so that the other waits
    before it stops; False when that could not be had in `seconds`."""
    with _lock_file(places.users) as users:
        yield _locked_within(users, fcntl.LOCK_SH, seconds)


def conflict_of(places: Places) -> Conflict:
    """The error that says who runs the server."""
    holder = read_holder(places)
    who = f"`{holder.purpose}` (proses {holder.pid})" if holder else "proses desil lain"
    return Conflict(
        "Basis data di {folder} sedang dipakai oleh {holder}.",
        hint="Tunggu sampai proses itu selesai, atau hentikan dengan Ctrl-C, lalu coba lagi.",
        folder=places.folder,
        holder=who,
    )
