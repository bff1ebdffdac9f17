"""The files of a batch that was sent, taken from the home again: as they were sent, on record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from desil.accounts.actions.recorded import recorded
from desil.accounts.permissions import Permission
from desil.audit.journal import Journal
from desil.cases.kinds.words import Step
from desil.cases.models import CaseBatch
from desil.cases.sending.batch_folder import RECEIPT, folder_name
from desil.cases.workflow.events import Officer
from desil.errors import CheckFailed, NotFound, Refused

_NOT_THERE = "Berkas kiriman ini tidak ada lagi."


def batch_files(home: Path, batch: CaseBatch) -> Sequence[str]:
    """The names of a batch's files, as its receipt has them; none where it is gone."""
    receipt = home / folder_name(batch) / RECEIPT
    return list(json.loads(receipt.read_text("utf-8"))["files"]) if receipt.is_file() else []


def _content(home: Path, batch: CaseBatch, name: str) -> bytes:
    """The bytes of a file; CheckFailed where they are not those that were sent."""
    folder = home / folder_name(batch)
    try:
        receipt = (folder / RECEIPT).read_bytes()
        known = json.loads(receipt)["files"].get(name)
        content = (folder / name).read_bytes() if known else b""
    except (FileNotFoundError, ValueError) as fault:
        raise NotFound(_NOT_THERE) from fault
    if known is None:
        raise NotFound(_NOT_THERE)
    if sha256(receipt).hexdigest() != batch.receipt or (
        sha256(content).hexdigest() != known["sha256"]
    ):
        raise CheckFailed(
            f"{name} bukan lagi yang dikirim.", hint="Ambil dari cadangan; beri tahu auditor."
        )
    return content


def take_batch_file(
    home: Path, number: int, name: str, *, by: Officer, at: datetime, journal: Journal
) -> tuple[CaseBatch, bytes]:
    """One file of batch `number`, and the record that it was taken (CASE_BATCH_READ), with
    everybody whose number is in it.

    Refused for whoever does not send, NotFound for no such batch or file, CheckFailed for a file
    that changed since.
    """
    if not by.may(Permission.CASE_SEND):
        raise Refused("Mengirim bukan wewenang Anda.", hint="Minta petugas data Dinsos.")
    batch = CaseBatch.objects.filter(pk=number, step=Step.SEND.value).first()
    if batch is None:
        raise NotFound(_NOT_THERE)
    content = _content(home, batch, name)
    with recorded(journal, "CASE_BATCH_READ", "batch", by=by.actor, at=at) as deed:
        deed.object_id = str(batch.pk)
        deed.subjects = journal.named_in(content.decode("utf-8"))
        deed.payload.update(file=name, sha256=sha256(content).hexdigest())
    return batch, content
