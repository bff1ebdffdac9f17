"""A file's rows, held against what was signed and published before they leave."""

from __future__ import annotations

from desil.audit.signed import SignedDiffers
from desil.database.cursor import Rows
from desil.engine.manifest import altered_tables
from desil.exports.listing import Listing, Question
from desil.exports.payments import reconciled_folder
from desil.jobs.states import ExportKind
from desil.jobs.tasks import Task
from desil.signatures.list_files import signed_list
from desil.signatures.lists import require_list_as_signed
from desil.signatures.publications import require_rows_as_published
from desil.signatures.refusal import refusal_recorded
from desil.signatures.rows import Part


def _require_payments(connection: Rows, task: Task, asked: Question) -> None:
    cursor = connection.cursor()
    signed_list(cursor, task.journal, task.store.home, asked.list_id)
    altered = altered_tables(reconciled_folder(cursor, task.store.home, asked.list_id))
    if altered:
        raise SignedDiffers(
            "Hitungan penyaluran berubah sejak disusun.", "programme_list", asked.list_id
        )


def require_as_signed(connection: Rows, task: Task, asked: Question, listing: Listing) -> None:
    """SignedDiffers, recorded, where the list, the payments or the families that a file names are
    not what was signed and published. Counts name nobody, and pass."""
    if asked.kind is ExportKind.RECAP:
        return
    with refusal_recorded(connection, task.journal, by=task.asked_by, at=task.clock()):
        if asked.kind is ExportKind.LIST:
            require_list_as_signed(connection.cursor(), task.journal, asked.list_id)
        if asked.kind is ExportKind.PAYMENTS:
            _require_payments(connection, task, asked)
        is_area = asked.kind is ExportKind.BNBA
        part = Part(area=asked.area_code) if is_area else Part(families=listing.families)
        require_rows_as_published(connection, task.journal, task.store, part)
