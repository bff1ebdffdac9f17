"""Asking that a ranking model be judged on a survey file which was sent over the web."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.engine.store import Store
from desil.jobs.asker import Asker
from desil.jobs.jobs import new_job
from desil.jobs.models import Job
from desil.jobs.states import JobKind, JobState
from desil.jobs.uploads import arrived, remove
from desil.ranking.activation.model_store import model_of


@dataclass(frozen=True, slots=True)
class SurveyRequest:
    """What is asked: `upload` names the sending's folder, `version` the model to judge, `columns`
    the part of the survey's columns by role. With `resets`, a model whose level is set anew on the
    survey is proposed; `anchored` as for any proposal.
    """

    upload: str
    file: str
    reference: str
    version: str
    columns: Mapping[str, Any]
    resets: bool = False
    anchored: bool = True


def ask_judgement(
    store: Store, asked: SurveyRequest, *, by: Asker, at: datetime, journal: Journal
) -> Job:
    """The job that judges a model on a survey; NotFound where there is no such model."""
    model_of(store.home, asked.version)
    arrived(store, asked.upload)
    with recorded(journal, "SURVEY_HAND_IN", "job", by=by.actor, at=at) as record:
        job = new_job(JobKind.SURVEY, asdict(asked), by=by, at=at)
        record.object_id = str(job.pk)
        record.payload = {"model": asked.version, "reference": asked.reference}
    return job


def forget_survey(store: Store, job: Job) -> None:
    """Remove the file of a survey's job that is over; nothing for any other job."""
    if job.kind == JobKind.SURVEY.value and job.is_over:
        remove(store, str(job.details["upload"]))


def judgements_of(version: str) -> Sequence[Job]:
    """The judgements of a model that came to an end, oldest first."""
    found = Job.objects.filter(
        kind=JobKind.SURVEY.value,
        state=JobState.DONE.value,
        result__models__contains=[{"version": version}],
    )
    return list(found.order_by("ended_at"))
