"""What became of the reader's own jobs and files in the last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from desil.exports.actions import is_there
from desil.jobs.models import Export, Job

_LOOKED_BACK = timedelta(days=3)
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class EndedJob:
    """A job of the reader's, over or under way; `is_ready`: its file waits to be fetched."""

    job: Job
    link: str
    is_ready: bool


def ended_jobs(actor: str, at: datetime) -> list[EndedJob]:
    """The newest jobs that somebody asked for in the last days; a file's leads to the file."""
    jobs = list(
        Job.objects.filter(asked_by=actor, asked_at__gt=at - _LOOKED_BACK).order_by("-id")[:_SHOWN]
    )
    files = {e.job_id: e for e in Export.objects.filter(job__in=jobs)} if jobs else {}
    found = []
    for job in jobs:
        file = files.get(job.pk)
        link = reverse("office:export", args=[file.serial]) if file else ""
        is_ready = file is not None and is_there(file, at) and not file.downloads
        found.append(EndedJob(job, link or reverse("office:job", args=[job.pk]), is_ready))
    return found
