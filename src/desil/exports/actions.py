"""Asking for a file and fetching it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desil.accounts.actions.recorded import recorded
from desil.audit.journal import Journal
from desil.audit.models import AuditEvent
from desil.dictionary.calendar.office_day import office_day
from desil.engine.store import Store
from desil.errors import NotFound
from desil.exports.listing import Question
from desil.exports.making import file_of
from desil.jobs.jobs import Asker, new_job
from desil.jobs.models import Export
from desil.jobs.states import FileFormat, JobKind


def ask_export(
    asked: Question,
    *,
    file_format: FileFormat,
    purpose: str,
    by: Asker,
    at: datetime,
    journal: Journal,
) -> Export:
    """Ask for a file; a worker makes it."""
    with recorded(journal, "EXPORT_ASK", "export", by=by.actor, at=at) as record:
        job = new_job(
            JobKind.EXPORT, {"by_name": asked.is_by_name, "list": asked.list_id}, by=by, at=at
        )
        export = Export.objects.create(
            serial=f"DSL-{office_day(at):%Y%m%d}-{job.pk:06d}",
            job=job,
            kind=asked.kind.value,
            file_format=file_format.value,
            area_code=asked.area_code,
            standing=asked.standing,
            purpose=purpose,
            asked_by=by.actor,
        )
        record.object_id = export.serial
        record.payload.update(
            kind=export.kind, area=export.area_code, standing=export.standing, purpose=purpose
        )
        if asked.list_id:
            record.payload.update(list=asked.list_id)
    return export


def own_export(serial: str, by: Asker) -> Export:
    """A file that its reader asked for; NotFound for any other."""
    export = Export.objects.select_related("job").filter(serial=serial, asked_by=by.actor).first()
    if export is None:
        raise NotFound("Tidak ada berkas dengan nomor seri itu untuk Anda.")
    return export


def is_there(export: Export, at: datetime) -> bool:
    """Whether a file can be fetched: made, and its time not over."""
    is_made = bool(export.sha256) and export.removed_at is None
    return is_made and export.expires_at is not None and at < export.expires_at


def _named_in(serial: str) -> tuple[str, ...]:
    """The families that a file names, as its making keeps them."""
    made = AuditEvent.objects.filter(verb="EXPORT_MAKE", object_id=serial)
    kept = made.order_by("-sequence").values_list("subjects", flat=True).first()
    return tuple(kept or ())


def fetch_export(
    store: Store, serial: str, *, by: Asker, at: datetime, journal: Journal
) -> tuple[Export, Path]:
    """A file to send, its fetching recorded; NotFound when it is not there, or no longer."""
    export = own_export(serial, by)
    path = file_of(store, export.sha256)
    if not is_there(export, at) or not path.is_file():
        raise NotFound("Berkas ini belum jadi atau masa berlakunya sudah lewat.")
    with recorded(journal, "EXPORT_DOWNLOAD", "export", by=by.actor, at=at) as record:
        record.object_id, record.subjects = serial, _named_in(serial)
        record.payload.update(sha256=export.sha256)
        export.downloads += 1
        export.save(update_fields=["downloads"])
    return export, path
