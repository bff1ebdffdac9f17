"""The worker: takes jobs from procrastinate's queue, one after another, as the register's owner.

One worker serves a register at a time; another one waits and takes over when it ends. So a job
that is under way when a worker starts belongs to one that was killed, and is taken up again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import procrastinate
import psycopg
from psycopg.types.json import Jsonb

from desil.audit.event import Event, Outcome
from desil.audit.journal import Journal
from desil.database.cursor import Rows
from desil.database.public_fault import public_fault_of
from desil.engine.store import Store
from desil.errors import DesilError
from desil.jobs.job_progress import Cancelled, JobProgress
from desil.jobs.states import JobKind, JobState
from desil.jobs.tasks import Do, Task

QUEUE, TASK = "desil", "desil.work"  # as in sql/queue_job.sql
ACTOR = "system:worker"
MOST_ATTEMPTS = 3
MOST_AFTER_DEATH = 2  # a machine may have lost its power once; who dies twice is the cause
_RETRY_SECONDS = 2
_DIED = "Berhenti mendadak dua kali; tidak dicoba lagi. Periksa berkas dan memori komputer."
WORKER_LOCK = 0x6465_7369_6E  # held while a worker lives
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every job works with: the home, both addresses of the register, the log, the clock, and
    how each kind of job is done; `tidies` is done at the start and every ten minutes."""

    store: Store
    url: str
    office_url: str
    journal: Journal
    clock: Callable[[], datetime]
    does: Mapping[JobKind, Do]
    tidies: Callable[[], object] = lambda: None


def _taken(connection: Rows, job_id: int, at: datetime) -> tuple[Any, ...] | None:
    """The job, now under way, and whether its last attempt died; None when nobody wants it done
    any more."""
    return connection.execute(
        "with before as (select id, state from public.work_job where id = %s for update)"
        " update public.work_job as job set state = %s, attempts = attempts + 1, percent = 0,"
        " started_at = coalesce(started_at, %s), ended_at = null"
        " from before where job.id = before.id and before.state in (%s, %s)"
        " returning kind, details, asked_by, asked_by_name, asked_at, attempts, before.state",
        [job_id, JobState.WORKING, at, JobState.WAITING, JobState.WORKING],
    ).fetchone()


def _end(
    shop: Workshop,
    connection: Rows,
    job_id: int,
    state: JobState,
    says: str,
    result: Mapping[str, object],
) -> None:
    at = shop.clock()
    with connection.transaction():
        connection.execute(
            "update public.work_job set state = %s, says = %s, result = %s, ended_at = %s,"
            " percent = case when %s then 100 else percent end where id = %s",
            [state, says, Jsonb(dict(result)), at, state is JobState.DONE, job_id],
        )
        outcome = Outcome.DONE if state is JobState.DONE else Outcome.FAILED
        event = Event(
            at, ACTOR, "JOB_END", "job", str(job_id), outcome=outcome, payload={"state": state}
        )
        shop.journal.append(connection.cursor(), event)


def _again(connection: Rows, job_id: int, says: str) -> None:
    connection.execute(
        "update public.work_job set state = %s, says = %s where id = %s",
        [JobState.WAITING, says, job_id],
    )


def do_job(shop: Workshop, job_id: int) -> None:
    """Do one job and write down how it ended. A fault that nobody foresaw is raised, so that the
    queue tries again, up to `MOST_ATTEMPTS` times. An attempt whose process died is a failed one,
    and is repeated once."""
    with psycopg.connect(shop.url, autocommit=True) as connection:
        taken = _taken(connection, job_id, shop.clock())
        if taken is None:
            return
        kind, details, by, name, asked_at, attempts, last_state = taken
        if last_state == JobState.WORKING and attempts > MOST_AFTER_DEATH:
            _end(shop, connection, job_id, JobState.FAILED, _DIED, {})
            return
        task = Task(
            job_id,
            details,
            by,
            name,
            asked_at,
            shop.store,
            shop.url,
            shop.office_url,
            shop.journal,
            JobProgress(connection, job_id),
            shop.clock,
        )
        try:
            result = shop.does[JobKind(kind)](task)
        except Cancelled as stop:
            _end(shop, connection, job_id, JobState.CANCELLED, stop.message, {})
        except DesilError as fault:
            says = f"{fault.message} {fault.hint}".strip()
            _end(shop, connection, job_id, JobState.FAILED, says, {})
        except Exception as fault:
            known = public_fault_of(fault)
            says = (
                f"{known.message} {known.hint}".rstrip(".")
                if known
                else f"Galat tak terduga ({type(fault).__name__})"  # its text may hold data
            )
            if attempts >= MOST_ATTEMPTS:
                _end(shop, connection, job_id, JobState.FAILED, f"{says}.", {})
                return
            _again(connection, job_id, f"{says}; akan dicoba lagi.")
            raise
        else:
            _end(shop, connection, job_id, JobState.DONE, "", result)


def queue_of(shop: Workshop) -> procrastinate.App:
    """The queue, and what a worker does with its jobs."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=shop.url))

    @app.task(
        name=TASK,
        queue=QUEUE,
        retry=procrastinate.RetryStrategy(max_attempts=MOST_ATTEMPTS, wait=_RETRY_SECONDS),
    )
    def work(job_id: int) -> None:
        do_job(shop, job_id)

    @app.periodic(cron="*/10 * * * *")
    @app.task(name=f"{TASK}.tidy", queue=QUEUE)
    def tidy(timestamp: int) -> None:
        shop.tidies()

    return app


@contextmanager
def _only_worker(url: str) -> Iterator[Rows]:
    """A connection that holds the worker's place, waited for; the place goes with it."""
    with psycopg.connect(url, autocommit=True) as connection:
        while True:
            row = connection.execute("select pg_try_advisory_lock(%s)", [WORKER_LOCK]).fetchone()
            if row and row[0]:
                break
            time.sleep(_LOOK_SECONDS)
        yield connection


def _take_up_again(connection: Rows, at: datetime) -> int:
    """Let the jobs of a worker that was killed wait again; how many."""
    found = connection.execute(
        "select id from public.procrastinate_jobs where status = 'doing' and queue_name = %s",
        [QUEUE],
    ).fetchall()
    for (number,) in found:
        connection.execute(
            "select public.procrastinate_retry_job_v2(%s, %s, null, null, null)", [number, at]
        )
    return len(found)


def serve_jobs(shop: Workshop, *, waits: bool = True) -> None:
    """Do jobs until stopped; with `waits` False until none is left."""
    with _only_worker(shop.url) as connection:
        _take_up_again(connection, shop.clock())
        shop.tidies()
        queue_of(shop).run_worker(
            queues=[QUEUE], wait=waits, concurrency=1, delete_jobs="successful"
        )
