"""The job that counts what the pages on payments and fairness show, on the published run.

It counts the newest list of every programme, a signed one before any other, and writes one row in
one statement: killed and done again, it comes to the same row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from desil.audit.journal import Journal
from desil.database.cursor import Rows
from desil.eligibility.fairness.clustering import clustered_at
from desil.eligibility.fairness.reach import reach_of
from desil.eligibility.lists.frozen import list_called
from desil.eligibility.receipts.reconciling import Reconciliation, newest_paid, reconcile
from desil.engine.database import open_database
from desil.engine.progress import Progress
from desil.engine.settings import EngineSettings
from desil.engine.store import Store
from desil.errors import Conflict, NotFound
from desil.jobs.states import JobKind, JobState, ListProposalState
from desil.jobs.tasks import Do, Task
from desil.signatures.list_files import signed_list
from desil.signatures.refusal import refusal_recorded

_CHOSEN = (
    "select distinct on (programme) list_id, state from public.work_programme_list"
    " where state in (%s, %s, %s)"
    " order by programme, (state = %s) desc, on_date desc, loaded_at desc, list_id"
)
_TAKEN = (
    ListProposalState.LOADED,
    ListProposalState.OPEN,
    ListProposalState.APPROVED,
    ListProposalState.APPROVED,
)


def _chosen(connection: Rows) -> list[tuple[str, str]]:
    return [(str(i), str(s)) for i, s in connection.execute(_CHOSEN, list(_TAKEN)).fetchall()]


def _published(connection: Rows) -> str | None:
    row = connection.execute("select run_id from public.publication where is_current").fetchone()
    return str(row[0]) if row else None


def _reach(store: Store, list_id: str, settings: EngineSettings) -> Iterator[list[object]]:
    kept = list_called(store.home, list_id)
    with open_database(settings) as database:
        for r in reach_of(database, kept, store.runs / kept.frozen.run_id):
            share = [r.share.low, r.share.value, r.share.high]
            yield [r.grouping, r.group.id, r.group.en, r.families, r.listed, *share, r.is_apart]


def _paid(
    store: Store,
    list_id: str,
    run: Path,
    *,
    at: datetime,
    code_version: str,
    settings: EngineSettings,
    progress: Progress,
) -> tuple[str, Reconciliation | None]:
    """The newest period paid and the list held against it; none where nothing was paid."""
    kept = list_called(store.home, list_id)
    with open_database(settings) as database:
        period = newest_paid(database, run, kept.frozen.programme)
    if not period:
        return "", None
    found = reconcile(
        store, kept, run, period=period, at=at, code_version=code_version, settings=settings,
        progress=progress,
    )  # fmt: skip
    return period, found


def _clusters(run: Path, settings: EngineSettings) -> list[list[object]]:
    try:
        with open_database(settings) as database:
            found = clustered_at(database, run)
    except NotFound:  # a run without a model has no scores
        return []
    return [
        [c.village_code, c.found.below, c.found.above, c.found.theta, c.found.error,
         c.found.p_value, c.is_marked]
        for c in found
    ]  # fmt: skip


def _require_lists_as_signed(
    store: Store, url: str, journal: Journal, lists: Sequence[str], *, by: str, at: datetime
) -> None:
    """SignedDiffers, recorded, where the rows or files of a list are not what was signed."""
    with (
        psycopg.connect(url, autocommit=True) as connection,
        refusal_recorded(connection, journal, by=by, at=at),
    ):
        for list_id in lists:
            signed_list(connection.cursor(), journal, store.home, list_id)


def count_programmes(
    store: Store,
    url: str,
    journal: Journal,
    *,
    by: str,
    at: datetime,
    code_version: str,
    settings: EngineSettings,
    progress: Progress,
) -> str:
    """Count on the published run and keep the row in the register at `url`; gives back the run's
    number.

    Conflict where nothing is published, NotFound where the run's or a list's files are not here,
    SignedDiffers where a list is not what was signed.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        run_id, chosen = _published(connection), _chosen(connection)
    if run_id is None:
        raise Conflict("Belum ada run yang terbit.", hint="Terbitkan dulu sebuah run.")
    run = store.runs / run_id
    _require_lists_as_signed(store, url, journal, [list_id for list_id, _ in chosen], by=by, at=at)
    if not run.is_dir():
        raise NotFound("Berkas run yang terbit tidak ada di mesin ini.", hint="Pulihkan dulu.")
    lists: list[dict[str, Any]] = []
    overlaps: list[tuple[str, str, int, int]] = []
    for list_id, _state in chosen:
        period, found = _paid(
            store, list_id, run, at=at, code_version=code_version, settings=settings,
            progress=progress,
        )  # fmt: skip
        if found is not None:
            overlaps = found.overlaps_by_village  # of every programme, whichever list it is
        lists.append(
            {
                "list": list_id,
                "paid": period,
                "folder": found.folder.name if found else "",
                "findings": found.findings_by_village if found else [],
                "take_up": found.take_ups if found else [],
                "reach": list(_reach(store, list_id, settings)),
            }
        )
    with progress.stage("hitung penumpukan di batas desil"):
        clusters = _clusters(run, settings)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "insert into public.work_programme_check"
            ' (run_id, made_at, lists, "overlaps", clusters)'  # a word of SQL, so quoted
            " values (%s, %s, %s, %s, %s) on conflict (run_id) do update set"
            " made_at = excluded.made_at, lists = excluded.lists,"
            ' "overlaps" = excluded."overlaps", clusters = excluded.clusters',
            [run_id, at, Jsonb(lists), Jsonb(overlaps), Jsonb(clusters)],
        )
    return run_id


def check_maker(memory: str, threads: int, code_version: str) -> Do:
    """How a worker counts, with so much of the machine."""

    def make(task: Task) -> Mapping[str, object]:
        settings = task.store.engine_settings(memory_limit=memory, threads=threads)
        with task.store.sole_writer():
            run = count_programmes(
                task.store,
                task.url,
                task.journal,
                by=task.asked_by,
                at=task.clock(),
                code_version=code_version,
                settings=settings,
                progress=task.progress,
            )
        return {"run": run}

    return make


def ask_check_if_due(url: str, *, by: str, at: datetime) -> bool:
    """Ask for a count where a run or a list came that none was asked for yet: the same run and
    lists are not asked for twice, so that a count that fails waits for a person."""
    with psycopg.connect(url) as connection:
        run_id, chosen = _published(connection), _chosen(connection)
        if run_id is None or not chosen:
            return False
        details = Jsonb({"run": run_id, "lists": [list(c) for c in chosen]})
        made = connection.execute(
            "insert into public.work_job (kind, details, state, percent, says, result, attempts,"
            " is_cancel_asked, asked_by, asked_by_name, asked_at)"
            " select %s, %s, %s, 0, '', '{}', 0, false, %s, '', %s where not exists"
            " (select 1 from public.work_job where kind = %s and details = %s)",
            [JobKind.CHECK, details, JobState.WAITING, by, at, JobKind.CHECK, details],
        )
        return made.rowcount == 1
