"""A few connections that work through a list of jobs at the same time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue

import psycopg

from desil.database.cursor import Rows

Job = Callable[[Rows], None]


@dataclass(frozen=True, slots=True)
class Crew:
    """Open connections; each takes the next job when it is done with one."""

    connections: tuple[Rows, ...]

    def work_through(self, jobs: Sequence[Job]) -> None:
        """Run every job, begun in the order of the list. The first error cancels what still runs
        and is raised."""
        free: SimpleQueue[Rows] = SimpleQueue()
        for connection in self.connections:
            free.put(connection)

        def with_connection(job: Job) -> None:
            connection = free.get()
            try:
                job(connection)
            finally:
                free.put(connection)

        with ThreadPoolExecutor(len(self.connections), "publication") as pool:
            begun = [pool.submit(with_connection, job) for job in jobs]
            try:
                for done in wait(begun, return_when=FIRST_EXCEPTION).done:
                    done.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.cancel()
                raise

    def cancel(self) -> None:
        """Ask the server to stop what the connections are doing."""
        for connection in self.connections:
            with contextlib.suppress(psycopg.Error):
                connection.cancel_safe(timeout=5)


@contextlib.contextmanager
def crew_of(url: str, size: int) -> Iterator[Crew]:
    """A crew of `size` connections to `url`, closed at the end."""
    with contextlib.ExitStack() as stack:
        opened = [
            stack.enter_context(contextlib.closing(psycopg.connect(url, autocommit=True)))
            for _ in range(size)
        ]
        yield Crew(tuple(opened))
