"""Asking for a job, asking it to stop, asking for it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.errors import Conflict, NotFound
from desil.jobs.asker import Asker as Asker
from desil.jobs.models import Job
from desil.jobs.states import JobKind, JobState


def new_job(kind: JobKind, details: Mapping[str, object], *, by: Asker, at: datetime) -> Job:
    """A job that waits for the worker; inside the caller's transaction, who also records it."""
    return Job.objects.create(
        kind=kind.value,
        details=dict(details),
        asked_by=by.actor,
        asked_by_name=by.name,
        asked_at=at,
    )


def start_run(*, by: Asker, at: datetime, journal: Journal) -> Job:
    """Ask for the register to be made from every delivery; Conflict while one is being made."""
    unfinished = (JobState.WAITING.value, JobState.WORKING.value)
    with recorded(journal, "RUN_START", "job", by=by.actor, at=at) as record:
        if Job.objects.filter(kind=JobKind.RUN.value, state__in=unfinished).exists():
            raise Conflict("Penyusunan register sudah diminta.", hint="Tunggu sampai selesai.")
        job = new_job(JobKind.RUN, {}, by=by, at=at)
        record.object_id = str(job.pk)
    return job


def job_numbered(number: int, *, lock: bool = False) -> Job:
    """The job of that number; NotFound when there is none."""
    rows = Job.objects.select_for_update() if lock else Job.objects.all()
    job = rows.filter(pk=number).first()
    if job is None:
        raise NotFound("Tidak ada pekerjaan bernomor {number}.", number=number)
    return job


def cancel_job(number: int, *, by: Asker, at: datetime, journal: Journal) -> Job:
    """Stop a job: at once while it waits, at its next step while it is under way.

    Conflict when it is over.
    """
    with recorded(journal, "JOB_CANCEL", "job", by=by.actor, at=at) as record:
        job = job_numbered(number, lock=True)
        record.object_id = str(job.pk)
        if job.is_over:
            raise Conflict("Pekerjaan ini sudah selesai.", hint="Tidak ada yang dibatalkan.")
        job.is_cancel_asked = True
        if job.state == JobState.WAITING.value:
            job.state, job.ended_at = JobState.CANCELLED.value, at
        job.save(update_fields=["is_cancel_asked", "state", "ended_at"])
    return job


def retry_job(number: int, *, by: Asker, at: datetime, journal: Journal) -> Job:
    """Let a job that failed or was cancelled wait again; Conflict for any other."""
    with recorded(journal, "JOB_RETRY", "job", by=by.actor, at=at) as record:
        job = job_numbered(number, lock=True)
        record.object_id = str(job.pk)
        if job.state not in {JobState.FAILED.value, JobState.CANCELLED.value}:
            raise Conflict("Hanya pekerjaan yang gagal atau dibatalkan yang dapat diulang.")
        job.state, job.is_cancel_asked, job.percent = JobState.WAITING.value, False, 0
        job.says, job.ended_at = "", None
        job.save(update_fields=["state", "is_cancel_asked", "percent", "says", "ended_at"])
    return job
