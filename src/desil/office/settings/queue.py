"""How the background work goes: what waits, what is under way, whether somebody works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Min

from desil.jobs.models import Job
from desil.jobs.states import JobState
from desil.jobs.worker import WORKER_LOCK

_LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Queue:
    """Jobs that wait (the oldest since `waits_since`) and are under way, those that were done and
    that failed within seven days, and whether a worker holds its place."""

    waiting: int
    waits_since: datetime | None
    working: int
    done: int
    failed: int
    is_served: bool


def _is_served() -> bool:
    """A worker holds one lock of this database as long as it lives (jobs/worker.py)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_locks where locktype = 'advisory' and granted"
            " and database = (select oid from pg_database where datname = current_database())"
            " and classid::bigint = %s and objid::bigint = %s)",
            [WORKER_LOCK >> 32, WORKER_LOCK & 0xFFFFFFFF],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def queue_now(at: datetime) -> Queue:
    """The queue at a moment."""
    jobs = Job.objects.all()
    waiting = jobs.filter(state=JobState.WAITING.value).aggregate(
        number=Count("id"), since=Min("asked_at")
    )
    ended = dict(
        jobs.filter(ended_at__gt=at - _LOOKED_BACK)
        .values_list("state")
        .annotate(number=Count("id"))
    )
    return Queue(
        waiting["number"],
        waiting["since"],
        jobs.filter(state=JobState.WORKING.value).count(),
        ended.get(JobState.DONE.value, 0),
        ended.get(JobState.FAILED.value, 0),
        _is_served(),
    )
