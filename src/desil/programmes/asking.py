"""Asking from the office that a list be made."""

from __future__ import annotations

from datetime import datetime

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.eligibility.programme.catalogue import home_programmes, rule_book
from desil.engine.store import Store
from desil.errors import Conflict
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Job
from desil.jobs.states import JobKind, JobState
from desil.programmes.making import Wanted, version_wanted
from desil.register.models import Publication


def ask_list(store: Store, wanted: Wanted, *, by: Asker, at: datetime, journal: Journal) -> Job:
    """Ask for a list of the published run.

    UsageFault for a period that cannot be read, NotFound for an unknown programme, Conflict where
    nothing is published, the rules do not hold then, or a list is being made.
    """
    version_wanted(wanted, rule_book(home_programmes(store.home)))
    with recorded(journal, "LIST_ASK", "job", by=by.actor, at=at) as record:
        run = Publication.current_run_id()
        if run is None:
            raise Conflict("Belum ada run yang terbit.", hint="Terbitkan dulu sebuah run.")
        unfinished = (JobState.WAITING.value, JobState.WORKING.value)
        if Job.objects.filter(kind=JobKind.LIST.value, state__in=unfinished).exists():
            raise Conflict("Sebuah daftar sedang disusun.", hint="Tunggu sampai selesai.")
        details = {
            "programme": wanted.programme,
            "period": wanted.period,
            "quota": wanted.quota,
            "by_village": dict(wanted.by_village),
            "run": run,
        }
        job = new_job(JobKind.LIST, details, by=by, at=at)
        record.object_id = str(job.pk)
        record.payload.update(programme=wanted.programme, period=wanted.period, run=run)
    return job
