"""The two actions on publications: publish a run, and bring the one before back."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg.types.json import Jsonb

from desil.database.cursor import Rows
from desil.dictionary.results import REQUIRED
from desil.engine.manifest import Manifest, read_manifest
from desil.engine.progress import Progress
from desil.errors import Conflict, DesilError, NotFound, Refused
from desil.publication.checks import check_areas_add_up, check_releases_match
from desil.publication.releases import record_releases, releases_of
from desil.publication.report import Outcome, PublicationReport
from desil.publication.retention import retire_old, sweep_unfinished
from desil.publication.switch import Recording, make_current, switch_to_new
from desil.publication.tables.copy_format import can_copy_binary
from desil.publication.tables.crew import crew_of
from desil.publication.tables.filling import Filling, finish_tables, load_tables
from desil.publication.tables.indexes import indexes_to_build
from desil.publication.tables.schema import create_schema
from desil.register.names import PublicationState

KEPT_PUBLICATIONS = 2  # the current one, and the one to roll back to
_LOCK = 0x6465_7369_6C  # "desil"
_WORKERS = 2


@contextlib.contextmanager
def _sole_publisher(url: str) -> Iterator[Rows]:
    """A connection that holds the lock of publication; it goes with the connection."""
    with psycopg.connect(url, autocommit=True) as connection:
        try:  # wait a little: a publisher that was killed may not have let go yet
            connection.execute("set lock_timeout = '5s'")
            connection.execute("select pg_advisory_lock(%s)", [_LOCK])
            connection.execute("reset lock_timeout")
        except psycopg.errors.LockNotAvailable:
            raise Conflict(
                "Penerbitan lain sedang berjalan pada register ini.",
                hint="Tunggu sampai selesai, lalu ulangi.",
            ) from None
        yield connection


def _one(connection: Rows, query: LiteralString, parameters: Sequence[object]) -> tuple[Any, ...]:
    """The one row that `query` gives."""
    (row,) = connection.execute(query, parameters).fetchall()
    return row


def _report(connection: Rows, publication_id: int, outcome: Outcome) -> PublicationReport:
    row = _one(
        connection,
        "select run_id, families, persons from public.publication where id = %s",
        [publication_id],
    )
    return PublicationReport(outcome, publication_id, *row)


def _retained_publication(connection: Rows, run_id: str) -> tuple[int, bool] | None:
    """The newest published publication of a run that is still kept, and whether it is current."""
    row = connection.execute(
        "select id, is_current from public.publication where run_id = %s and state = %s"
        " order by id desc limit 1",
        [run_id, PublicationState.PUBLISHED.value],
    ).fetchone()
    return None if row is None else (row[0], bool(row[1]))


def _begin(connection: Rows, manifest: Manifest, at: datetime) -> int:
    """Record the run and a publication that is being loaded; returns its id."""
    recipe = {
        "deliveries": list(manifest.recipe.deliveries),
        "parameters": dict(manifest.recipe.parameters),
    }
    with connection.transaction():
        connection.execute(
            "insert into public.run (run_id, code_version, result_hash, recipe, made_at)"
            " values (%s, %s, %s, %s, %s) on conflict (run_id) do nothing",
            [
                manifest.run_id,
                manifest.recipe.code_version,
                manifest.result_hash,
                Jsonb(recipe),
                datetime.fromisoformat(manifest.made_at),
            ],
        )
        publication_id: int = _one(
            connection,
            "insert into public.publication (run_id, state, is_current, started_at)"
            " values (%s, %s, false, %s) returning id",
            [manifest.run_id, PublicationState.LOADING.value, at],
        )[0]
        create_schema(connection, publication_id)
    return publication_id


def _require_files(run_folder: Path) -> None:
    missing = [t.file_name for t in REQUIRED if not (run_folder / t.file_name).is_file()]
    if missing:
        raise NotFound(
            "Proses {name} tidak memuat {missing}.",
            hint="Lihat daftar proses dengan `desil runs`, atau buat baru dengan `desil run`.",
            name=run_folder.name,
            missing=", ".join(missing),
        )


def _publish_new(
    connection: Rows,
    url: str,
    run_folder: Path,
    manifest: Manifest,
    *,
    by: str,
    at: datetime,
    progress: Progress,
    binary: bool,
    recording: Recording | None,
) -> PublicationReport:
    releases = releases_of(run_folder)
    publication_id = _begin(connection, manifest, at)
    filling = Filling(publication_id, run_folder, binary)
    clock = [time.perf_counter()]
    with crew_of(url, _WORKERS) as crew:
        rows = load_tables(crew, filling, progress)
        record_releases(connection, publication_id, releases)
        indexes = indexes_to_build(connection, rows)
        clock.append(time.perf_counter())
        finish_tables(crew, filling, indexes, tuple(r.release_date for r in releases), progress)
        clock.append(time.perf_counter())
    check_releases_match(connection, publication_id)
    check_areas_add_up(connection, publication_id)
    newest = releases[-1]
    switch_to_new(
        connection,
        publication_id,
        indexes,
        by=by,
        at=at,
        families=newest.families,
        persons=newest.persons,
        recording=recording,
    )
    clock.append(time.perf_counter())
    phases = ("memuat", "indeks dan rekap", "memeriksa dan beralih")
    seconds = {name: clock[i + 1] - clock[i] for i, name in enumerate(phases)}
    return PublicationReport(
        Outcome.PUBLISHED,
        publication_id,
        manifest.run_id,
        newest.families,
        newest.persons,
        rows,
        seconds,
    )


def publish(
    run_folder: Path,
    *,
    url: str,
    by: str,
    at: datetime,
    progress: Progress,
    keep: int = KEPT_PUBLICATIONS,
    binary: bool | None = None,
    recording: Recording | None = None,
) -> PublicationReport:
    """Make the run in `run_folder` the current publication of the register at `url`.

    Its tables are filled apart, indexed, counted and checked; then one transaction makes them
    part of the register and current, so that readers see the old register or the new one. A run
    that is current already is left alone; one that is still kept is made current again. Older
    publications than the last `keep` are removed afterwards. `binary` chooses COPY's format
    (None: binary where this machine can). With a `recording` the switch is an event of the log, in
    the same transaction.

    Raises NotFound when the run is not there, Refused for a trial run, CheckFailed when its rows
    break a rule of the register or do not add up, Conflict when another publication is under way;
    the register that was current stays so.
    """
    manifest = read_manifest(run_folder)
    _require_files(run_folder)
    if manifest.recipe.is_shadow:
        raise Refused(
            "Run {run_id} adalah run bayangan dengan model yang belum disetujui.",
            hint="Setujui modelnya dengan `desil ranking approve`, lalu `desil run`.",
            run_id=manifest.run_id,
        )
    if recording:  # whoever publishes: what was signed is known by its content
        recording = recording.noting(run=manifest.run_id, result_hash=manifest.result_hash)
    with _sole_publisher(url) as connection:
        sweep_unfinished(connection)
        kept = _retained_publication(connection, manifest.run_id)
        if kept:
            return _bring_back(connection, *kept, by=by, at=at, recording=recording)
        try:
            report = _publish_new(
                connection,
                url,
                run_folder,
                manifest,
                by=by,
                at=at,
                progress=progress,
                binary=can_copy_binary() if binary is None else binary,
                recording=recording,
            )
        except (DesilError, psycopg.Error):
            with contextlib.suppress(psycopg.Error):  # else the next publication sweeps it
                sweep_unfinished(connection)
            raise
        retired = retire_old(connection, keep)
    return replace(report, retired=retired)


def _bring_back(
    connection: Rows,
    publication_id: int,
    is_current: bool,
    *,
    by: str,
    at: datetime,
    recording: Recording | None,
    verb: str = "PUBLICATION_PUBLISH",
) -> PublicationReport:
    if is_current:
        return _report(connection, publication_id, Outcome.ALREADY_CURRENT)
    with connection.transaction():
        make_current(connection, publication_id, by=by, at=at)
        if recording:
            recording.append(connection, verb, publication_id, at)
    return _report(connection, publication_id, Outcome.MADE_CURRENT)


def roll_back(
    *, url: str, by: str, at: datetime, recording: Recording | None = None
) -> PublicationReport:
    """Make the publication that was current before this one current again, and record it.

    Raises NotFound when no other publication is kept.
    """
    with _sole_publisher(url) as connection:
        row = connection.execute(
            "select id from public.publication where state = %s and not is_current"
            " order by made_current_at desc, id desc limit 1",
            [PublicationState.PUBLISHED.value],
        ).fetchone()
        if row is None:
            raise NotFound(
                "Tidak ada penerbitan sebelumnya yang masih disimpan.",
                hint="Terbitkan proses lain: `desil runs`, lalu `desil publish NOMOR`.",
            )
        return _bring_back(
            connection,
            row[0],
            False,
            by=by,
            at=at,
            recording=recording,
            verb="PUBLICATION_ROLL_BACK",
        )
