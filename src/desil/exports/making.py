"""The job that makes a file, and the removal of those whose time is over.

Bytes lie in `<home>/exports`, named by their SHA-256, outside of what the web server shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from desil.accounts.permissions import Permission
from desil.accounts.roles import permissions_of
from desil.accounts.territory import territory_of
from desil.audit.event import Event
from desil.audit.journal import Journal
from desil.database.cursor import Rows
from desil.engine.durable import UNFINISHED_PREFIX, flush_to_disk, sweep_unfinished
from desil.engine.hashing import sha256_of
from desil.engine.private_files import make_private_file, make_private_folder
from desil.engine.store import Store
from desil.errors import Conflict, Refused
from desil.exports.as_signed import require_as_signed
from desil.exports.columns import with_chosen_columns
from desil.exports.files import WRITERS, Mark
from desil.exports.listing import Listing, Question
from desil.exports.policy import most_rows, retention_days
from desil.exports.rows import listing_of
from desil.jobs.states import ExportKind, FileFormat
from desil.jobs.tasks import Task

NEEDED = {
    ExportKind.BNBA: Permission.PEOPLE_EXPORT,
    ExportKind.RECAP: Permission.RECAP_EXPORT,
    ExportKind.LIST: Permission.PEOPLE_EXPORT,
    ExportKind.PAYMENTS: Permission.PEOPLE_EXPORT,
}
_TITLES = {
    ExportKind.BNBA: "BNBA: keluarga dengan nama dan alamat",
    ExportKind.RECAP: "Rekap keluarga dan jiwa per wilayah dan desil resmi",
    ExportKind.LIST: "Daftar program dengan nama dan alamat",
    ExportKind.PAYMENTS: "Temuan penyaluran dengan nama dan alamat",
}


def exports_in(store: Store) -> Path:
    """The folder of all files."""
    return store.home / "exports"


def file_of(store: Store, sha256: str) -> Path:
    """Where a file lies."""
    return exports_in(store) / sha256[:2] / sha256


def _asker(connection: Rows, actor: str) -> tuple[list[str], list[str]]:
    """Roles and kelurahan of whoever asked, as they are now; Refused for a locked account."""
    row = connection.execute(
        "select roles, villages from public.account where id = %s and is_active",
        [int(actor.removeprefix("user:"))],
    ).fetchone()
    if row is None:
        raise Refused("Akun peminta tidak aktif lagi.")
    return row[0], row[1]


def _listing(task: Task, asked: Question) -> Listing:
    with psycopg.connect(task.url, autocommit=True) as connection:
        roles, villages = _asker(connection, task.asked_by)
    most = most_rows(asked.kind, roles)
    if NEEDED[asked.kind] not in permissions_of(roles) or most == 0:
        raise Refused("Peran peminta tidak lagi boleh membuat berkas ini.")
    with task.progress.stage("membaca register"):
        territory, home = territory_of(roles, villages), task.store.home
        found = listing_of(task.office_url, territory, asked, most=most + 1, home=home)
    if len(found.rows) > most:
        raise Refused(
            "Daftar ini lebih dari {most} baris, batas untuk peran Anda.",
            hint="Persempit wilayah atau desilnya.",
            most=most,
        )
    return found


def _stored_file(task: Task, listing: Listing, mark: Mark, form: FileFormat) -> tuple[str, int]:
    """Write the file under the name of its hash; the hash and the size in bytes."""
    folder = exports_in(task.store)
    make_private_folder(folder)
    sweep_unfinished(folder)
    unfinished = folder / f"{UNFINISHED_PREFIX}{mark.serial}"
    with task.progress.stage("menulis berkas", len(listing.rows), "baris") as stage:
        WRITERS[form](make_private_file(unfinished), listing, mark, stage)
    flush_to_disk(unfinished)
    sha256, size = sha256_of(unfinished), unfinished.stat().st_size
    final = file_of(task.store, sha256)
    make_private_folder(final.parent)
    unfinished.replace(final)
    flush_to_disk(final.parent)
    return sha256, size


def _keep(
    connection: Rows, task: Task, listing: Listing, mark: Mark, kept: tuple[str, int], kind: str
) -> None:
    journal = task.journal
    with connection.transaction():
        connection.execute(
            "update public.work_export set rows = %s, sha256 = %s, size = %s, expires_at = %s"
            " where serial = %s",
            [len(listing.rows), *kept, mark.expires_at, mark.serial],
        )
        event = Event(
            task.clock(),
            task.asked_by,
            "EXPORT_MAKE",
            "export",
            mark.serial,
            tuple(journal.family(number) for number in listing.families),
            payload={
                "kind": kind,
                "rows": len(listing.rows),
                "sha256": kept[0],
                "purpose": mark.purpose,
                "roles": _asker(connection, task.asked_by)[0],
            },
        )
        journal.append(connection.cursor(), event)


def make_export(task: Task) -> Mapping[str, object]:
    """Make the file of a job; nothing where it is there already.

    Refused when it would have more rows than the asker's role may have, or the role may not;
    SignedDiffers, recorded, when its rows are not what was signed and published.
    """
    with psycopg.connect(task.url, autocommit=True) as connection:
        row = connection.execute(
            "select serial, kind, file_format, area_code, standing, purpose, sha256"
            " from public.work_export where job_id = %s",
            [task.job_id],
        ).fetchone()
        if row is None:
            raise Conflict("Pekerjaan ini tidak punya permintaan berkas.")
        serial, kind, form, area_code, standing, purpose, done = row
        if done:
            return {"serial": serial}
        by_name = bool(task.details.get("by_name"))
        list_id = str(task.details.get("list", ""))
        asked = Question(ExportKind(kind), area_code, standing, by_name, list_id)
        listing = _listing(task, asked)
        with task.progress.stage("mencocokkan dengan yang ditandatangani"):
            require_as_signed(connection, task, asked, listing)
        listing = with_chosen_columns(listing, asked.kind)
        title = f"{_TITLES[ExportKind(kind)]}, {list_id or 'rilis'} {listing.release_date}"
        expires_at = task.asked_at + timedelta(days=retention_days())
        mark = Mark(
            title, task.asked_by_name, task.asked_at, purpose, expires_at, serial, task.store.home
        )
        kept = _stored_file(task, listing, mark, FileFormat(form))
        _keep(connection, task, listing, mark, kept, kind)
    return {"serial": serial, "rows": len(listing.rows)}


def remove_expired(store: Store, url: str, journal: Journal, at: datetime) -> int:
    """Remove the files whose time is over, each with an event; how many."""
    with psycopg.connect(url, autocommit=True) as connection:
        over = connection.execute(
            "select serial, sha256 from public.work_export"
            " where expires_at <= %s and removed_at is null and sha256 <> '' order by serial",
            [at],
        ).fetchall()
        for serial, sha256 in over:
            file_of(store, sha256).unlink(missing_ok=True)
            with connection.transaction():
                connection.execute(
                    "update public.work_export set removed_at = %s where serial = %s", [at, serial]
                )
                event = Event(at, "system:worker", "EXPORT_REMOVE", "export", serial)
                journal.append(connection.cursor(), event)
    return len(over)
