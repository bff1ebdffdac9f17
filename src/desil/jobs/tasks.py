"""What a worker needs for one job, and the jobs that change what the register shows.

A worker may be killed at any moment and the job is then done again: each of these finds what was
done already and does not do it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from desil.audit.journal import Journal
from desil.database.cursor import Rows
from desil.engine.manifest import read_manifest
from desil.engine.progress import Progress
from desil.engine.store import Store
from desil.errors import CheckFailed, Conflict, Refused
from desil.publication.action import publish, roll_back
from desil.publication.gate import current_run, require_unaltered
from desil.publication.switch import Recording
from desil.register.names import PublicationState
from desil.signatures.models import require_run_model_as_signed
from desil.signatures.refusal import refusal_recorded


@dataclass(frozen=True, slots=True)
class Task:
    """One job as it is done: what was asked, by whom, and what it works with.

    `url` is the owner's address of the register, `office_url` the one that row security holds.
    """

    job_id: int
    details: Mapping[str, Any]
    asked_by: str
    asked_by_name: str
    asked_at: datetime
    store: Store
    url: str
    office_url: str
    journal: Journal
    progress: Progress
    clock: Callable[[], datetime]


Do = Callable[[Task], Mapping[str, object]]  # gives back the job's result


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval: what the log says of it, the digest of the content that was approved, and the
    run that was current then."""

    recording: Recording
    result_hash: str
    compared_with: str


def _approved(connection: Rows, task: Task) -> Approved:
    """The approval that this job carries out; Refused without one."""
    row = connection.execute(
        "select proposed_by, result_hash, compared_with from public.work_proposal"
        " where id = %s and job_id = %s and run_id = %s and state = 'approved'"
        " and decided_by <> proposed_by",
        [task.details.get("proposal"), task.job_id, task.details.get("run")],
    ).fetchone()
    if row is None:
        raise Refused("Tidak ada usulan yang disetujui orang kedua untuk pekerjaan ini.")
    note = {
        "run": task.details.get("run"),
        "proposal": task.details["proposal"],
        "proposed_by": row[0],
        "job": task.job_id,
        "result_hash": row[1],
    }
    return Approved(Recording(task.journal, task.asked_by, note), row[1], row[2])


def _require_as_approved(task: Task, run_id: str, approved: Approved) -> None:
    """CheckFailed when the run's files differ from what was approved, Conflict when the register
    has changed since (a run that is current already is left alone)."""
    require_unaltered(task.store, run_id)
    with (
        psycopg.connect(task.url, autocommit=True) as connection,
        refusal_recorded(connection, task.journal, by=task.asked_by, at=task.clock()),
    ):
        require_run_model_as_signed(
            connection.cursor(), task.journal, task.store.home, task.store.runs / run_id
        )
    if read_manifest(task.store.runs / run_id).result_hash != approved.result_hash:
        raise CheckFailed(
            "Isi run {run_id} bukan yang disetujui.",
            hint="Laporkan kepada pengawas.",
            run_id=run_id,
        )
    if current_run(task.url) not in (approved.compared_with or None, run_id):
        raise Conflict("Register sudah berubah sejak usulan ini disetujui.", hint="Usulkan lagi.")


def publish_approved(task: Task) -> Mapping[str, object]:
    """Make the approved run current; nothing where it is current already."""
    with psycopg.connect(task.url, autocommit=True) as connection:
        approved = _approved(connection, task)
    recording = approved.recording
    _require_as_approved(task, str(task.details["run"]), approved)
    report = publish(
        task.store.runs / str(task.details["run"]),
        url=task.url,
        by=task.asked_by_name,
        at=task.clock(),
        progress=task.progress,
        recording=recording,
    )
    return {"run": report.run_id, "publication": report.publication_id, "outcome": report.outcome}


def roll_back_approved(task: Task) -> Mapping[str, object]:
    """Bring the approved publication back; Conflict when the register has changed since."""
    run_id = task.details["run"]
    with psycopg.connect(task.url, autocommit=True) as connection:
        recording = _approved(connection, task).recording
        kept = connection.execute(
            "select run_id, is_current from public.publication where state = %s"
            " order by is_current desc, made_current_at desc, id desc limit 2",
            [PublicationState.PUBLISHED.value],
        ).fetchall()
    if kept and kept[0] == (run_id, True):
        return {"run": run_id, "outcome": "already_current"}
    if len(kept) < 2 or kept[1][0] != run_id:
        raise Conflict("Register sudah berubah sejak usulan ini disetujui.", hint="Usulkan lagi.")
    report = roll_back(url=task.url, by=task.asked_by_name, at=task.clock(), recording=recording)
    return {"run": report.run_id, "publication": report.publication_id, "outcome": report.outcome}
