"""The job that makes a list: the same one, byte for byte, as the command line makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desil.eligibility.lists.making import ListRequest, make_list
from desil.eligibility.lists.period import period_of
from desil.eligibility.lists.quota import Quota, quota_for
from desil.eligibility.programme.catalogue import RuleBook, home_programmes, rule_book
from desil.eligibility.programme.programme import Version
from desil.errors import Conflict
from desil.jobs.tasks import Do, Task
from desil.programmes.loading import load_list
from desil.publication.switch import Recording


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; without any quota that of the rules holds."""

    programme: str
    period: str
    quota: int | None = None
    by_village: Mapping[str, int] = field(default_factory=dict)


def version_wanted(wanted: Wanted, book: RuleBook) -> Version:
    """The rules on the first day of the period; UsageFault for a period that cannot be read,
    NotFound for an unknown programme, Conflict where it has no rules then."""
    period = period_of(wanted.period)
    version = book.programme(wanted.programme).on(period.day)
    if version is None:
        raise Conflict(
            "Program {programme} tidak punya aturan yang berlaku pada {day}.",
            hint="Pilih periode lain.",
            programme=wanted.programme,
            day=period.day,
        )
    return version


def _quota(wanted: Wanted, version: Version) -> Quota:
    if wanted.by_village:
        return Quota(wanted.quota, None, wanted.by_village)
    return quota_for(version, wanted.quota, None)


def list_maker(memory: str, threads: int, code_version: str) -> Do:
    """How a worker makes a list and loads it, with so much of the machine; a list that is there
    already is left as it is."""

    def make(task: Task) -> Mapping[str, object]:
        told = task.details
        wanted = Wanted(told["programme"], told["period"], told["quota"], told["by_village"])
        book = rule_book(home_programmes(task.store.home))
        asked = ListRequest(
            task.store.runs / str(told["run"]),
            wanted.programme,
            period_of(wanted.period),
            _quota(wanted, version_wanted(wanted, book)),
        )
        settings = task.store.engine_settings(memory_limit=memory, threads=threads)
        with task.store.sole_writer():
            kept = make_list(
                task.store,
                asked,
                book,
                at=task.asked_at,
                code_version=code_version,
                settings=settings,
                progress=task.progress,
            ).kept
        with task.progress.stage("muat daftar ke register"):
            recording = Recording(task.journal, task.asked_by, {"job": task.job_id})
            is_new = load_list(
                task.url, kept, by=task.asked_by_name, at=task.clock(), recording=recording
            )
        return {"list": kept.frozen.list_id, "is_new": is_new}

    return make
