"""`desil worker`: does in the background what the office's pages ask for."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from desil.cli.answer import out
from desil.cli.office.room import case_part, journal_of, office_part
from desil.cli.options import (
    DEFAULT_HOME,
    DEFAULT_MEMORY,
    DEFAULT_THREADS,
    Home,
    Memory,
    Threads,
    now,
)
from desil.cli.register import held_register, require_begun_office
from desil.dictionary.calendar.office_day import office_day
from desil.engine.store import Store
from desil.exports.making import make_export, remove_expired
from desil.jobs.intake_task import delivery_taker
from desil.jobs.states import JobKind
from desil.jobs.tasks import Do, Task, publish_approved, roll_back_approved
from desil.jobs.uploads import remove_leftovers
from desil.jobs.worker import ACTOR, Workshop, serve_jobs
from desil.pipeline import code_version, make_run
from desil.programmes.checking import ask_check_if_due, check_maker
from desil.programmes.city_ready import tidy_city, with_city_ready
from desil.programmes.making import list_maker

_STOP_SECONDS = 5


def run_maker(memory: str, threads: int) -> Do:
    """How a worker makes the register, with so much of the machine."""

    def make(task: Task) -> Mapping[str, object]:
        settings = task.store.engine_settings(memory_limit=memory, threads=threads)
        with task.store.sole_writer():
            report = make_run(
                task.store, at=task.asked_at, settings=settings, progress=task.progress
            )
        return {"run": report.manifest.run_id, "already_there": report.already_there}

    return make


def _tidied(home: Path, url: str) -> None:
    """Files whose time is over are gone: exports, and what was sent and never taken in; counts of
    attempts likewise; the clocks of cases have spoken; counts about programmes are asked for."""
    at, journal = now(), journal_of(home)
    remove_expired(Store(home), url, journal, at)
    remove_leftovers(Store(home), url, at)
    ask_check_if_due(url, by=ACTOR, at=at)
    tidy_city(Store(home), url, office_day(at))
    office_part("residents.attempts.forget_old_attempts")(at)
    office_part("sessions.expired.clear_expired_sessions")(at)
    office_part("shared_cache.forget_expired_entries")(at)
    case_part("evidence.folder.EvidenceFolder")(home).sweep(at)
    case_part("actions.reminders.let_clocks_speak")(at=at, journal=journal)


def _judge_survey(task: Task) -> Mapping[str, object]:
    """Judge a model on a survey; what it learns with is loaded by that job alone."""
    done: Mapping[str, object] = import_module(
        "desil.jobs.ranking_models.survey_judge"
    ).judge_survey(task)
    return done


def _end_with(parent: int) -> None:
    """Ends this process when its parent has ended, in the middle of a job too: the next worker
    takes it up again."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


@contextmanager
def worker_beside(home: Path) -> Iterator[None]:
    """A worker in a process of its own while the context lasts; it ends with this process."""
    command = [sys.executable, "-m", "desil.cli.main", "worker", "--home", str(home)]
    process = subprocess.Popen([*command, "--parent", str(os.getpid())])  # noqa: S603
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:  # in the middle of a job, which is taken up again
            process.kill()
            process.wait()


def worker(
    home: Home = DEFAULT_HOME,
    memory: Memory = DEFAULT_MEMORY,
    threads: Threads = DEFAULT_THREADS,
    once: Annotated[
        bool, typer.Option("--once", help="Berhenti bila tidak ada lagi yang menunggu.")
    ] = False,
    parent: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Kerjakan yang diminta dari halaman kantor: penyusunan, penerbitan, berkas.

    `desil serve` sudah menjalankan satu; satu register cukup satu, yang lain menunggu.
    """
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)  # it would log arguments
    if parent:
        threading.Thread(target=_end_with, args=[parent], daemon=True).start()
    require_begun_office(home)
    with held_register(home, "worker") as register:
        shop = Workshop(
            Store(home),
            register.url,
            register.office_url,
            journal_of(home),
            now,
            {
                JobKind.RUN: run_maker(memory, threads),
                JobKind.PUBLISH: with_city_ready(publish_approved),
                JobKind.ROLL_BACK: with_city_ready(roll_back_approved),
                JobKind.EXPORT: make_export,
                JobKind.DELIVERY: delivery_taker(memory, threads),
                JobKind.LIST: list_maker(memory, threads, code_version()),
                JobKind.CHECK: check_maker(memory, threads, code_version()),
                JobKind.SURVEY: _judge_survey,
            },
            lambda: _tidied(home, register.url),
        )
        if not parent and not once:
            out.print("Pekerja siap - hentikan dengan Ctrl+C.")
        serve_jobs(shop, waits=not once)
