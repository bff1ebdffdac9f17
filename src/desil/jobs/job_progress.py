"""How a job tells how far it is, and learns that it should stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from desil.database.cursor import Rows
from desil.errors import DesilError

_SECONDS = 0.5  # between two writes to the row


class Cancelled(DesilError):
    """Somebody asked the job to stop; its unfinished work is gone."""

    kind = "dibatalkan"


class JobProgress:
    """Progress that is written to a job's row: the stage's name, and how much of it is done.

    Every stage starts at 0 %. Safe to use from several threads; raises Cancelled in the thread
    that tells when somebody asked to stop.
    """

    def __init__(self, connection: Rows, job_id: int) -> None:
        self.connection = connection
        self.job_id = job_id
        self._lock = threading.Lock()
        self._told_at = 0.0

    def tell(self, says: str, percent: float, *, at_once: bool = False) -> None:
        """Write where the job is, at most twice a second; Cancelled when it should stop."""
        with self._lock:
            now = time.monotonic()
            if not at_once and now - self._told_at < _SECONDS:
                return
            self._told_at = now
            row = self.connection.execute(
                "update public.work_job set says = %s, percent = %s where id = %s"
                " returning is_cancel_asked",
                [says, max(0, min(99, int(percent))), self.job_id],
            ).fetchone()
        if row and row[0]:
            raise Cancelled("Dibatalkan atas permintaan.")

    @contextmanager
    def stage(self, name: str, total: float | None = None, unit: str = "") -> Iterator[_JobStage]:
        """A stage called `name`."""
        self.tell(name, 0, at_once=True)
        yield _JobStage(self, name, total)


class _JobStage:
    def __init__(self, progress: JobProgress, name: str, total: float | None) -> None:
        self.progress, self.name, self.total, self.done = progress, name, total, 0.0

    def advance(self, amount: float) -> None:
        """`amount` more is done."""
        self.done += amount
        self.progress.tell(self.name, 100 * self.done / self.total if self.total else 0)
