"""A list's job whose worker is killed with SIGKILL: taken up again, and the list is there once."""

import json
from pathlib import Path

import pytest

from desil.audit.models import AuditEvent
from desil.engine.progress import Silent
from desil.jobs.list_models import ProgrammeList
from desil.jobs.models import Job
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import AT, FAMILIES, PEOPLE
from tests.integration.office.test_programme_pages import MAKES
from tests.killed_worker import kill_where_it_stops, log_is_intact
from tests.linked_city import run_in, write_release
from tests.office_work import work_off
from tests.people import client_of, user_with
from tests.table import rows_of

WORKER_STOPS_AT = """
import sys, time
from dataclasses import replace
from datetime import datetime, UTC
from pathlib import Path
from desil.audit.journal import journal_in
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.programmes.making import list_maker
from desil.jobs import worker
from desil.jobs.states import JobKind

home, url, office_url, mark, where = sys.argv[1:]

class Stuck(Silent):
    def stage(self, name, total=None, unit=""):
        if where in name:
            Path(mark).write_text(name)
            time.sleep(600)
        return super().stage(name, total, unit)

make = list_maker("500MB", 1, "uji")
shop = worker.Workshop(Store(Path(home)), url, office_url, journal_in(Path(home)),
    lambda: datetime.now(UTC), {JobKind.LIST: lambda task: make(replace(task, progress=Stuck()))})
worker.serve_jobs(shop)
"""


def fill_asked_list(home: Path, url: str) -> None:
    """A filling: a published run in the office's home, and a list that an officer asked for."""
    write_release(home, rows_of(PEOPLE), rows_of(FAMILIES))
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())
    told = {"programme": "PKH", "period": "2026-Q1", "quota": "1"}
    client_of(user_with("programme_officer")).post("/program/daftar/susun/", told)


@pytest.fixture
def register(filled: Filled) -> str:
    """A published run in the office's home, and a list that an officer asked for."""
    return filled(fill_asked_list)


@pytest.mark.parametrize("where", ["list_row", "muat daftar"])
def test_a_list_job_that_was_killed_is_done_again_and_its_list_is_there_once(
    register: str, tmp_path: Path, where: str
) -> None:
    mark = tmp_path / "stuck"
    kill_where_it_stops(WORKER_STOPS_AT, register, mark, where)
    job = Job.objects.get(kind="list")
    assert (job.state, ProgrammeList.objects.count()) == ("working", 0)
    work_off(register, MAKES)
    job.refresh_from_db()
    told = ProgrammeList.objects.get()
    assert (job.state, job.attempts, job.result["list"]) == ("done", 2, told.pk)
    assert (told.listed, told.waiting) == (1, 2)
    event = AuditEvent.objects.get(verb="LIST_LOAD")
    assert event.object_id == told.pk
    said = json.loads(event.payload)
    assert (said["programme"], said["period"], said["job"]) == ("PKH", "2026-Q1", job.pk)
    assert said["result_hash"] == told.result_hash
    assert log_is_intact(register)
