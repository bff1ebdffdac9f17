"""The worker: jobs done once, progress told, cancelled, tried again, taken up after kill -9."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.urls import reverse

from desil.audit.models import AuditEvent
from desil.database.office_role import office_address
from desil.errors import Refused
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Job
from desil.jobs.states import JobKind
from desil.jobs.tasks import Task
from desil.register.models import Publication
from tests.integration.office.conftest import FAMILIES
from tests.killed_worker import kill_where_it_stops, log_is_intact
from tests.office_work import AT, approved, run_in_home, work_off
from tests.people import YES, client_of, user_with

pytestmark = pytest.mark.usefixtures("register")
WORKER_STOPS_IN_THE_MIDDLE = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path
from desil.audit.journal import journal_in
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.jobs import tasks, worker
from desil.jobs.states import JobKind

home, url, office_url, mark = sys.argv[1:]

class Stuck(Silent):
    def stage(self, name, total=None, unit=""):
        if "indeks" in name:
            Path(mark).write_text(name)
            time.sleep(600)
        return super().stage(name, total, unit)

def publish_until_stuck(task):
    from dataclasses import replace
    return tasks.publish_approved(replace(task, progress=Stuck()))

shop = worker.Workshop(Store(Path(home)), url, office_url, journal_in(Path(home)),
    lambda: datetime.now(UTC), {JobKind.PUBLISH: publish_until_stuck})
worker.serve_jobs(shop)
"""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path / "home")
    (tmp_path / "home").mkdir()


def a_run_job() -> Job:
    at = datetime(2026, 2, 2, tzinfo=UTC)
    return new_job(JobKind.RUN, {}, by=Asker("user:1", "ORANG KANTOR"), at=at)


def current_run() -> str:
    return Publication.objects.get(is_current=True).run_id


def switches() -> list[str]:
    verbs = ["PUBLICATION_PUBLISH", "PUBLICATION_ROLL_BACK"]
    found = AuditEvent.objects.filter(verb__in=verbs).order_by("sequence")
    return list(found.values_list("verb", flat=True))


def test_an_approved_run_becomes_current_and_the_log_has_one_event_of_it(
    register: str, tmp_path: Path
) -> None:
    run = run_in_home(tmp_path, FAMILIES[:3])
    job = approved(run)
    assert current_run() != run
    work_off(register)
    job.refresh_from_db()
    assert (job.state, job.percent, current_run()) == ("done", 100, run)
    work_off(register)
    assert switches() == ["PUBLICATION_PUBLISH"]


def test_a_roll_back_is_proposed_and_approved_like_a_publication(
    register: str, tmp_path: Path
) -> None:
    first = current_run()
    approved(run_in_home(tmp_path, FAMILIES[:3]))
    work_off(register)
    job = approved(kind="roll_back")
    work_off(register)
    assert current_run() == first
    assert switches() == ["PUBLICATION_PUBLISH", "PUBLICATION_ROLL_BACK"]
    Job.objects.filter(pk=job.pk).update(state="failed")  # killed just before it was noted
    Job.objects.filter(pk=job.pk).update(state="waiting")
    work_off(register)
    assert current_run() == first


def test_a_job_without_an_approved_proposal_publishes_nothing(
    register: str, tmp_path: Path
) -> None:
    run = run_in_home(tmp_path, FAMILIES[:3])
    by = Asker("user:1", "ORANG KANTOR")
    job = new_job(JobKind.PUBLISH, {"run": run, "proposal": 1}, by=by, at=AT)
    work_off(register)
    job.refresh_from_db()
    assert (job.state, current_run() == run) == ("failed", False)


def test_a_killed_worker_s_job_is_taken_up_again_and_done_once(
    register: str, tmp_path: Path
) -> None:
    run = run_in_home(tmp_path, FAMILIES[:3])
    job = approved(run)
    mark = tmp_path / "stuck"
    kill_where_it_stops(WORKER_STOPS_IN_THE_MIDDLE, register, mark)
    job.refresh_from_db()
    assert (job.state, current_run() == run) == ("working", False)
    work_off(register)
    job.refresh_from_db()
    assert (job.state, job.attempts, current_run()) == ("done", 2, run)
    assert switches() == ["PUBLICATION_PUBLISH"]
    assert log_is_intact(register)


@pytest.mark.parametrize(("attempts", "state"), [(1, "done"), (2, "failed")])
def test_a_job_whose_process_died_is_done_once_more_and_then_fails(
    register: str, attempts: int, state: str
) -> None:
    job = a_run_job()
    Job.objects.filter(pk=job.pk).update(state="working", attempts=attempts)  # as a death leaves it
    work_off(register, {JobKind.RUN: lambda _task: {"run": "x"}})
    job.refresh_from_db()
    assert (job.state, job.attempts) == (state, attempts + 1)
    assert ("mendadak" in job.says) == (state == "failed")


def test_progress_is_written_and_a_job_that_is_cancelled_stops_at_its_next_step(
    register: str,
) -> None:
    told: list[tuple[str, int]] = []
    job = a_run_job()

    def make(task: Task) -> Mapping[str, object]:
        with task.progress.stage("hubungkan", 4) as stage:
            told.extend(Job.objects.filter(pk=job.pk).values_list("says", "percent"))
            time.sleep(0.6)
            stage.advance(2)
            told.extend(Job.objects.filter(pk=job.pk).values_list("says", "percent"))
        Job.objects.filter(pk=job.pk).update(is_cancel_asked=True)
        with task.progress.stage("peringkat"):
            raise AssertionError("not reached")

    work_off(register, {JobKind.RUN: make})
    job.refresh_from_db()
    assert told == [("hubungkan", 0), ("hubungkan", 50)]
    assert job.state == "cancelled"


@pytest.mark.parametrize(
    ("fault", "state", "attempts"),
    [(Refused("Tidak boleh.", hint="Tanya."), "failed", 1), (ValueError("3275"), "failed", 3)],
    ids=["a fault with words is told at once", "an unforeseen one is tried three times"],
)
def test_a_job_that_fails(register: str, fault: Exception, state: str, attempts: int) -> None:
    job = a_run_job()

    def make(_task: Task) -> Mapping[str, object]:
        raise fault

    for _ in range(3):
        work_off(register, {JobKind.RUN: make})
        with psycopg.connect(register, autocommit=True) as owner:
            owner.execute("update procrastinate_jobs set scheduled_at = null")
    job.refresh_from_db()
    assert (job.state, job.attempts) == (state, attempts)
    assert "3275" not in job.says


def test_a_waiting_job_is_cancelled_on_its_page_and_asked_for_again(register: str) -> None:
    user = user_with("data_officer")
    client = client_of(user)
    client.post(reverse("office:run_start"))
    job = Job.objects.get()
    page = client.get(reverse("office:job", args=[job.pk]))
    assert page.headers["Refresh"] == "5"
    cancel = reverse("office:job_cancel", args=[job.pk])
    assert "Batalkan pekerjaan ini?" in client.post(cancel).content.decode()
    job.refresh_from_db()
    assert (job.state, job.is_cancel_asked) == ("waiting", False)
    client.post(cancel, YES)
    work_off(register, {JobKind.RUN: lambda _task: {"run": "x"}})
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert "Refresh" not in client.get(reverse("office:job", args=[job.pk])).headers
    client.post(reverse("office:job_retry", args=[job.pk]))
    work_off(register, {JobKind.RUN: lambda _task: {"run": "x"}})
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"run": "x"})


def test_the_office_has_no_rights_on_the_queue_itself(register: str) -> None:
    with (
        psycopg.connect(office_address(register)) as office,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        office.execute("select * from procrastinate_jobs")
