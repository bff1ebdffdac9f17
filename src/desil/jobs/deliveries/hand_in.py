"""Asking that files which were sent over the web be taken in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.dictionary.calendar.office_day import office_day
from desil.engine.store import Store
from desil.errors import UsageFault
from desil.jobs.intake_task import HandedIn
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Job
from desil.jobs.states import JobKind
from desil.jobs.uploads import arrived
from desil.sources.catalogue import catalogue


def hand_in(store: Store, handed_in: HandedIn, *, by: Asker, at: datetime, journal: Journal) -> Job:
    """The job that takes in files which have been sent.

    UsageFault for an unknown source, or a reference date in the future.
    """
    catalogue(store.home).source(handed_in.source)
    if date.fromisoformat(handed_in.reference_date) > office_day(at):
        raise UsageFault(
            "Tanggal acuan {reference_date} belum tiba.",
            hint="Tanggal acuan adalah tanggal datanya, bukan tanggal penyerahan.",
            reference_date=handed_in.reference_date,
        )
    arrived(store, handed_in.upload)
    with recorded(journal, "DELIVERY_HAND_IN", "job", by=by.actor, at=at) as record:
        job = new_job(JobKind.DELIVERY, asdict(handed_in), by=by, at=at)
        record.object_id = str(job.pk)
        record.payload = {
            "source": handed_in.source,
            "reference_date": handed_in.reference_date,
            "files": len(handed_in.names),
        }
    return job
