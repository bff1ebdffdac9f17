"""What tests of the office's work stand on: a run in a home, a proposal approved, a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.urls import reverse

from desil.accounts.session import journal_of_office
from desil.database.office_role import office_address
from desil.engine.manifest import read_manifest
from desil.engine.store import Store
from desil.exports.making import make_export
from desil.intake.record.delivery_file import (
    DeliveredFile,
    Delivery,
    UnitCount,
    write_delivery,
)
from desil.jobs.models import Job, Proposal
from desil.jobs.states import JobKind
from desil.jobs.tasks import Do, publish_approved, roll_back_approved
from desil.jobs.worker import Workshop, serve_jobs
from desil.plausibility.deviation import Deviation
from desil.plausibility.ledger import CHECK_FILE
from tests.people import client_of, user_with
from tests.register_runs import Family, write_run

AT = datetime(2026, 2, 2, tzinfo=UTC)
DOES: Mapping[JobKind, Do] = {
    JobKind.PUBLISH: publish_approved,
    JobKind.ROLL_BACK: roll_back_approved,
    JobKind.EXPORT: make_export,
}


def run_in_home(folder: Path, families: list[Family], *, version: str = "1") -> str:
    """The number of a finished run in the office's home."""
    made = write_run(folder / f"made-{version}", families, version=version)
    number = read_manifest(made).run_id
    runs = settings.DESIL_HOME / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    made.rename(runs / number)
    return number


def approved(run_id: str = "", kind: str = "publish") -> Job:
    """The job of a proposal that a second person has just approved."""
    told = {"kind": kind, "run": run_id, "reason": "rilis baru"}
    client_of(user_with("data_officer")).post(reverse("office:publication_propose"), told)
    proposal = Proposal.objects.latest("id")
    client_of(user_with("verifier")).post(
        reverse("office:publication_decide", args=[proposal.pk]),
        {"answer": "approve", "reason": "sudah diperiksa", "families": str(proposal.families)},
    )
    proposal.refresh_from_db()
    assert proposal.job is not None
    return proposal.job


def workshop(url: str, does: Mapping[JobKind, Do] = DOES) -> Workshop:
    """What a worker of the office's home works with; its clock stands still."""
    store = Store(settings.DESIL_HOME)
    return Workshop(store, url, office_address(url), journal_of_office(), lambda: AT, does)


def work_off(url: str, does: Mapping[JobKind, Do] = DOES) -> None:
    """Let a worker do all jobs that wait."""
    serve_jobs(workshop(url, does), waits=False)


# As long as a name of a file may get: it fits on a phone all the same.
LONG_NAME = f"{'BNBA_DTSEN_KOTA_'}{'final_revisi_' * 8}(1).csv"


def delivery_in_home(home: Path) -> Delivery:
    """A delivery of three rows, one of them left out, whose text is a formula."""
    folder = home / "deliveries" / "dtsen" / "2026-01-23-0123456789ab"
    folder.mkdir(parents=True)
    fault = {
        "unit": "family",
        "file": "keluarga.csv",
        "line": 3,
        "column": "family_number",
        "rule": "kk_bukan_16_angka",
        "says": "Nomor KK bukan 16 angka.",
        "what_to_do": "Cocokkan dengan KK.",
        "value": "=cmd()",
        "raw": "+1|3275010101900001",
    }
    pq.write_table(pa.Table.from_pylist([fault]), folder / "quarantine.parquet")
    delivery = Delivery(
        id="dtsen-2026-01-23-0123456789ab",
        source="dtsen",
        reference_date=date(2026, 1, 23),
        files=(DeliveredFile(LONG_NAME, 300, "0" * 64),),
        units={"family": UnitCount(3, 2, 1)},
        findings={"kk_bukan_16_angka": 1},
        handed_in_by="petugas",
        handed_in_at=AT,
        folder=folder,
    )
    write_delivery(folder, delivery)
    shifted = Deviation("column_changed", "family.floor_material", 0, 0.62, 0.2)
    gone = Deviation("village_gone", "3275010009", 290, 0, 0)
    check = {"deviations": [gone.as_facts(), shifted.as_facts()], "same_as": ""}
    (folder / CHECK_FILE).write_text(json.dumps(check))
    return delivery
