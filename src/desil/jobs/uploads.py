"""Files that were sent to the office and wait in the home's folder `uploads` to be taken in.

Each sending has a folder of its own, named by a drawn token, with one folder per file below it
(two files may have one name). The originals are removed once they are taken in or rejected
(docs/adr/0005): they hold personal data, and the delivery has all that is used of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from desil.engine.durable import UNFINISHED_PREFIX, flush_to_disk
from desil.engine.private_files import make_private_folder
from desil.engine.store import Store
from desil.errors import MachineLacks, UsageFault
from desil.jobs.states import JobKind

KEPT = timedelta(days=1)  # after a job that failed or was cancelled: it may be asked for again
_TIMES = 2  # the file itself, and what intake unpacks and writes of it
_RESERVE_BYTES = 1 << 30  # left free for PostgreSQL, whose disk it may be


def uploads_of(store: Store) -> Path:
    """The folder of everything that was sent."""
    return store.home / "uploads"


def _gigabytes(size: int) -> str:
    return f"{size / (1 << 30):.1f} GB".replace(".", ",")


def require_room(store: Store, size: int, most: int) -> None:
    """UsageFault when `size` bytes are more than `most`, MachineLacks when they would leave the
    home's disk too little free."""
    if size > most:
        raise UsageFault(
            "Kiriman ini {size}, lebih besar dari batas {most}.",
            hint="Padatkan dengan gzip, atau serahkan dengan `desil intake`.",
            size=_gigabytes(size),
            most=_gigabytes(most),
        )
    free = shutil.disk_usage(store.home).free
    if free < _TIMES * size + _RESERVE_BYTES:
        raise MachineLacks(
            "Ruang disk tidak cukup: sisa {free}.",
            hint="Hubungi pengelola komputer ini.",
            free=_gigabytes(free),
        )


def arriving(store: Store, token: str) -> Path:
    """A folder for files that are being sent."""
    folder = uploads_of(store) / f"{UNFINISHED_PREFIX}{token}"
    return make_private_folder(folder)


def arrived(store: Store, token: str) -> Path:
    """The folder of a sending that is whole, on disk and here to stay until it is taken in."""
    unfinished = uploads_of(store) / f"{UNFINISHED_PREFIX}{token}"
    for path in sorted(unfinished.rglob("*")):
        flush_to_disk(path)
    whole = uploads_of(store) / token
    unfinished.rename(whole)
    flush_to_disk(whole.parent)
    return whole


def files_of(store: Store, token: str) -> Sequence[Path]:
    """The files of a sending; none when they were removed."""
    return sorted((uploads_of(store) / token).glob("*/*"))


def remove(store: Store, token: str) -> None:
    """Remove a sending, whole or not."""
    for name in (token, f"{UNFINISHED_PREFIX}{token}"):
        shutil.rmtree(uploads_of(store) / name, ignore_errors=True)


def _waited_for(url: str, at: datetime) -> frozenset[str]:
    with psycopg.connect(url, autocommit=True) as connection:
        rows: Iterable[tuple[str]] = connection.execute(
            "select details ->> 'upload' from public.work_job"
            " where kind = any(%s) and (ended_at is null or ended_at > %s)",
            [[JobKind.DELIVERY.value, JobKind.SURVEY.value], at - KEPT],
        ).fetchall()
    return frozenset(token for (token,) in rows)


def remove_leftovers(store: Store, url: str, at: datetime) -> int:
    """Remove what no job waits for any more and what never arrived whole, a day later; how many."""
    folders = [f for f in uploads_of(store).glob("*") if f.is_dir()]
    old = [f for f in folders if f.stat().st_mtime < (at - KEPT).timestamp()]
    if not old:
        return 0
    waited_for = _waited_for(url, at)
    left = [f for f in old if f.name not in waited_for]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)
