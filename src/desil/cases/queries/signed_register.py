"""Cases and batches in the register, held against what was signed and sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.db import connection

from desil.audit.journal import Journal
from desil.audit.signed import signings
from desil.cases.actions.signing import differs, is_as_signed, signed_digests
from desil.cases.kinds.words import Step
from desil.cases.models import Case, CaseBatch
from desil.cases.territory_scope import seeing_city
from desil.cases.workflow.state import Standing

_SENDING = "CASE_SEND_BATCH"


def _receipt_fault(home: Path, batch: CaseBatch, digest: str) -> str:
    """What is wrong with the receipt of a batch that was sent; empty where nothing is."""
    if batch.receipt != digest:
        return "tanda terimanya bukan yang dikirim"
    for folder in (home / "sent").glob(f"*-{batch.pk:06d}"):
        text = (folder / "receipt.json").read_bytes()
        if sha256(text).hexdigest() != digest:
            return "berkas tanda terimanya berubah"
        for name, told in json.loads(text)["files"].items():
            path = folder / name
            if not path.is_file() or sha256(path.read_bytes()).hexdigest() != told["sha256"]:
                return f"berkas {name} berubah"
    return ""


def case_faults(home: Path, journal: Journal) -> Iterator[tuple[str, str]]:
    """Cases that are not what was signed and batches that are not what was sent, each by what it is
    ("case", "batch") and in words."""
    with seeing_city(), connection.cursor() as cursor:
        signed = signed_digests(cursor, journal)
        waiting = Case.objects.filter(step__in=[Step.SEND.value, Step.EFFECTIVE.value])
        ended = Case.objects.filter(batch__isnull=False, standing=Standing.DONE.value)
        for case in (waiting | ended).order_by("pk").iterator(2_000):
            if not is_as_signed(cursor, journal, case, signed):
                yield "case", differs(case).message
        sent = {s.object_id: s for s in signings(cursor, journal, [_SENDING])}
        for batch in CaseBatch.objects.filter(step=Step.SEND.value).order_by("pk"):
            event = sent.get(str(batch.pk))
            says = ""
            if event is None:
                says = "tidak tercatat di log"
            elif event.digest:
                says = _receipt_fault(home, batch, event.digest)
            if says:
                yield "batch", f"Kiriman pengaduan {batch.pk}: {says}."
