"""How fast the log grows and is verified, on a server of its own: `python -m benchmarks.audit_log`.

Each event is one transaction, forced to the disk, as the office writes them.
"""

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from desil.audit.event import Event
from desil.audit.journal import Journal
from desil.audit.keys import keys_in
from desil.audit.verification import verify
from desil.register.register import open_register

_EVENTS = 2_000
_AT = datetime(2026, 2, 1, 8, tzinfo=UTC)


def _append(url: str, journal: Journal, count: int) -> list[float]:
    """Seconds of each append."""
    spent = []
    with psycopg.connect(url, autocommit=True) as connection:
        for number in range(count):
            began = time.perf_counter()
            family = journal.family(str(number))
            event = Event(_AT, "user:1", "FAMILY_READ", "family", family, (family,))
            with connection.transaction():
                journal.append(connection.cursor(), event)
            spent.append(time.perf_counter() - began)
    return spent


def main() -> None:
    """Print appends a second for one, two and four writers, and events verified a second."""
    folder = Path(tempfile.mkdtemp(prefix="desil-bench-"))
    folder.chmod(0o755)
    with open_register(folder, search_path=os.environ["PATH"]) as register:
        journal = Journal(folder, keys_in(folder))
        for writers in (1, 2, 4):
            began = time.perf_counter()
            with ThreadPoolExecutor(writers) as pool:
                each = [_EVENTS // writers] * writers
                jobs = [pool.submit(_append, register.url, journal, count) for count in each]
                spent = sorted(s for job in jobs for s in job.result())
            seconds = time.perf_counter() - began
            middle, slow = spent[len(spent) // 2] * 1000, spent[len(spent) * 95 // 100] * 1000
            print(
                f"{writers} writers: {_EVENTS / seconds:,.0f} events/s,"
                f" median {middle:.1f} ms, p95 {slow:.1f} ms"
            )
        with psycopg.connect(register.url) as connection:
            began = time.perf_counter()
            found = verify(connection.cursor(), journal)
            rate = found.events / (time.perf_counter() - began)
        print(f"verified: {found.events:,} events, {rate:,.0f} a second, {found.is_intact=}")


if __name__ == "__main__":
    main()
