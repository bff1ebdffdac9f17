"""The files of a batch that was sent, taken from the home again: as they were sent, on record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
from desil.errors import CheckFailed, DesilError, NotFound, Refused

_NOT_THERE = "Berkas kiriman ini tidak ada lagi."


def batch_files(home: Path, batch: CaseBatch) -> Sequence[str]:
    """The names of a batch's files, as its receipt has them; none where it is gone or changed."""
    try:
        return list(_digests(home, batch))
    except DesilError:
        return []


def _digests(home: Path, batch: CaseBatch) -> Mapping[str, str]:
    """The SHA-256 of each file by its name. NotFound without a receipt, CheckFailed where it is not
    the one that was signed: half written, or changed since."""
    try:
        receipt = (home / folder_name(batch) / RECEIPT).read_bytes()
    except FileNotFoundError as fault:
        raise NotFound(_NOT_THERE) from fault
    if sha256(receipt).hexdigest() != batch.receipt:
        raise _changed(RECEIPT)
    return {name: str(one["sha256"]) for name, one in json.loads(receipt)["files"].items()}


def _changed(name: str) -> CheckFailed:
    return CheckFailed(
        f"{name} bukan lagi yang dikirim.", hint="Ambil dari cadangan; beri tahu auditor."
    )


def _content(home: Path, batch: CaseBatch, name: str) -> bytes:
    """The bytes of a file; CheckFailed where they are not those that were sent."""
    known = _digests(home, batch).get(name)
    if known is None:
        raise NotFound(_NOT_THERE)
    try:
        content = (home / folder_name(batch) / name).read_bytes()
    except FileNotFoundError as fault:
        raise NotFound(_NOT_THERE) from fault
    if sha256(content).hexdigest() != known:
        raise _changed(name)
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
    with recorded(journal, "CASE_BATCH_READ", "batch", by=by.actor, at=at) as record:
        record.object_id = str(batch.pk)
        record.subjects = journal.named_in(content.decode("utf-8"))
        record.payload.update(file=name, sha256=sha256(content).hexdigest())
    return batch, content
