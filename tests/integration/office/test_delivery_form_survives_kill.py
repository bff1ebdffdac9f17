"""A delivery handed in from a desk is taken in once, though the worker is killed in the middle."""

import json
from pathlib import Path

import pytest
from django.test import Client

from desil.audit.models import AuditEvent
from desil.engine.store import Store
from desil.intake.record.readers import deliveries
from tests.delivery_form import CSV, DOES, home, job_of, officer, sent_files
from tests.killed_worker import kill_where_it_stops, log_is_intact
from tests.office_work import work_off

__all__ = ["home", "officer"]
WORKER_STOPS_IN_THE_MIDDLE = """
import sys, time
from datetime import datetime, UTC
from dataclasses import replace
from pathlib import Path
from desil.audit.journal import journal_in
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.jobs import intake_task, worker
from desil.jobs.states import JobKind

home, url, office_url, mark, stage_name = sys.argv[1:]

class Stuck(Silent):
    def stage(self, name, total=None, unit=""):
        if stage_name in name:
            Path(mark).write_text(name)
            time.sleep(600)
        return super().stage(name, total, unit)

take = intake_task.delivery_taker("1GB", 1)
if stage_name == "sesudahnya":
    def stop(*_):
        Path(mark).write_text("taken in")
        time.sleep(600)
    intake_task.remove = stop
shop = worker.Workshop(Store(Path(home)), url, office_url, journal_in(Path(home)),
    lambda: datetime.now(UTC),
    {JobKind.DELIVERY: lambda task: take(replace(task, progress=Stuck()))})
worker.serve_jobs(shop)
"""


@pytest.mark.parametrize("stage", ["baca baris", "sesudahnya"])
def test_a_killed_worker_s_delivery_is_taken_in_once(
    home: Path, register: str, officer: Client, tmp_path: Path, stage: str
) -> None:
    job = job_of(officer, ("asn.csv", CSV))
    mark = tmp_path / "stuck"
    kill_where_it_stops(WORKER_STOPS_IN_THE_MIDDLE, register, mark, stage)
    work_off(register, DOES)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result["is_repeat"]) == ("done", 2, False)
    assert len(deliveries(Store(home))) == 1
    assert sent_files(home) == []
    (event,) = AuditEvent.objects.filter(verb="DELIVERY_TAKE_IN")
    assert json.loads(event.payload or "")["delivery"] == job.result["delivery"]
    assert log_is_intact(register)
