"""Deliveries handed in from a desk: the same as from the command line, refused whole, told when
they were there already."""

import gzip
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desil.audit.models import AuditEvent
from desil.engine.hashing import sha256_of
from desil.engine.progress import Silent
from desil.engine.store import Store
from desil.intake.delivery import take_in
from desil.intake.record.readers import deliveries
from desil.jobs.models import Job
from desil.jobs.uploads import remove_leftovers
from desil.ui.posting.confirmation import CONFIRMED
from tests.delivery_form import (
    ADDRESS,
    CSV,
    DOES,
    HEADER,
    ROWS,
    delivery_form,
    home,
    job_of,
    officer,
    sent_files,
)
from tests.office_work import work_off
from tests.people import client_of, user_with
from tests.table import rows_of

__all__ = ["home", "officer"]


def workbook() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, line in enumerate((HEADER, *ROWS)):
        sheet.write_row(place, 0, line)
    book.close()
    return made.getvalue()


def parquet() -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([dict(zip(HEADER, r, strict=True)) for r in ROWS]), made)
    return made.getvalue()


FILES = {
    "csv": ("asn.csv", CSV),
    "gz": ("asn.csv.gz", gzip.compress(CSV)),
    "xlsx": ("asn.xlsx", workbook()),
    "parquet": ("asn.parquet", parquet()),
}


@pytest.mark.parametrize("form", FILES)
def test_a_file_of_every_form_becomes_the_delivery_that_the_command_line_makes(
    home: Path, register: str, officer: Client, form: str, tmp_path: Path
) -> None:
    name, content = FILES[form]
    job = job_of(officer, (name, content))
    (kept,) = sent_files(home)
    assert (kept.name, kept.read_bytes()) == (name, content)
    assert kept.parent.parent.stat().st_mode & 0o077 == 0
    work_off(register, DOES)
    job.refresh_from_db()
    assert job.state == "done", job.says
    (made,) = deliveries(Store(home))
    assert job.result == {
        "delivery": made.id, "is_repeat": False, "read": 2, "accepted": 1, "quarantined": 1,
        "standing": "counts", "deviations": 0, "same_as": "", "newer": [],
    }  # fmt: skip
    assert sent_files(home) == []
    by_hand = Store(tmp_path / "by-hand")
    (tmp_path / name).write_bytes(content)
    same = take_in(
        by_hand, "asn", [tmp_path / name], reference_date=date(2026, 1, 23), handed_in_by="x",
        at=datetime(2026, 2, 2, tzinfo=UTC), settings=by_hand.engine_settings(threads=1),
        progress=Silent(),
    )  # fmt: skip
    assert same.id == made.id
    for table in same.folder.glob("*.parquet"):
        assert sha256_of(table) == sha256_of(made.folder / table.name)
    page = officer.get(f"/pekerjaan/{job.pk}/").content.decode()
    assert f"/kiriman/{made.id}/" in page
    asked, taken = (
        AuditEvent.objects.get(verb=v) for v in ("DELIVERY_HAND_IN", "DELIVERY_TAKE_IN")
    )
    assert asked.actor == taken.actor == job.asked_by
    assert taken.object_id == made.id


def test_several_files_of_one_name_come_together(
    home: Path, register: str, officer: Client
) -> None:
    second = CSV.replace(b"198001012005011001", b"198001012005011009")
    job = job_of(officer, ("asn.csv", CSV), ("asn.csv", second))
    work_off(register, DOES)
    job.refresh_from_db()
    assert (job.state, job.result["read"]) == ("done", 4)
    assert job.details["names"] == ["asn.csv", "asn.csv"]


def test_the_same_bytes_again_are_told_and_change_nothing(
    home: Path, register: str, officer: Client
) -> None:
    for _ in range(2):
        job = job_of(officer, ("asn.csv", CSV))
        work_off(register, DOES)
    job.refresh_from_db()
    assert (job.state, job.result["is_repeat"]) == ("done", True)
    assert len(deliveries(Store(home))) == 1
    said = "Berkas yang sama sudah pernah diterima"
    assert said in officer.get(f"/pekerjaan/{job.pk}/").content.decode()


def test_a_file_of_another_layout_is_refused_with_the_nearest_one(
    home: Path, register: str, officer: Client
) -> None:
    job = job_of(officer, ("asn.csv", CSV), source="pln")
    work_off(register, DOES)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "paling mirip: asn/pegawai" in job.says
    assert sent_files(home) == []
    assert "Serahkan lagi" in officer.get(f"/pekerjaan/{job.pk}/").content.decode()
    officer.post(f"/pekerjaan/{job.pk}/ulang/")
    work_off(register, DOES)
    job.refresh_from_db()
    assert "sudah dihapus" in job.says


BAD = rows_of(
    """
    | what           | change                           | says                  |
    | no file        | delivered:                       | Bidang ini            |
    | an empty file  | empty                            | kosong                |
    | no such source | source:pesulap                   | pesulap               |
    | no date        | reference_date:kemarin           | Masukkan tanggal      |
    | a future date  | reference_date:2999-01-01        | belum tiba            |
    """
)


@pytest.mark.parametrize("row", BAD, ids=lambda row: str(row["what"]))
def test_what_cannot_be_handed_in_leaves_nothing(
    home: Path, officer: Client, row: dict[str, str]
) -> None:
    sent = delivery_form(("asn.csv", CSV))
    if row["change"] == "empty":
        sent["delivered"] = [SimpleUploadedFile("asn.csv", b"")]
    else:
        name, _, value = row["change"].partition(":")
        sent[name] = value
    answer = officer.post(ADDRESS, sent)
    assert answer.status_code == 422
    assert row["says"] in answer.content.decode()
    assert sent_files(home) == []
    assert not Job.objects.exists()


def test_a_delivery_over_the_limit_is_refused_before_a_byte_is_read(
    home: Path, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOAD_MOST_BYTES", 100)
    answer = officer.post(ADDRESS, delivery_form(("asn.csv", CSV)))
    assert answer.status_code == 413
    assert "lebih besar dari batas" in answer.content.decode()
    assert not (home / "uploads").exists()


def test_a_disk_that_is_too_full_is_told(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "UPLOAD_MOST_BYTES", 1 << 60)
    answer = officer.post(ADDRESS, delivery_form(("asn.csv", CSV)), CONTENT_LENGTH=str(1 << 50))
    assert answer.status_code == 413
    assert "Ruang disk tidak cukup" in answer.content.decode()


def test_a_broken_request_leaves_nothing(home: Path, officer: Client) -> None:
    answer = officer.post(
        ADDRESS, b"--x\r\nContent-Dispo", content_type="multipart/form-data; boundary=y z"
    )
    assert answer.status_code in {400, 422}
    assert sent_files(home) == []


def test_the_token_against_forgery_is_asked_for_and_nothing_stays_without(home: Path) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    client.cookies = client_of(user_with("data_officer")).cookies
    assert client.post(ADDRESS, delivery_form(("asn.csv", CSV))).status_code == 403
    assert sent_files(home) == []


def test_who_may_not_hand_in_sends_nothing_to_disk(home: Path) -> None:
    client = client_of(user_with("verifier"))
    assert client.post(ADDRESS, delivery_form(("asn.csv", CSV))).status_code == 403
    assert not (home / "uploads").exists()


def test_a_cancelled_job_is_not_taken_in_and_may_be_asked_for_again(
    home: Path, register: str, officer: Client
) -> None:
    job = job_of(officer, ("asn.csv", CSV))
    officer.post(f"/pekerjaan/{job.pk}/batal/", {CONFIRMED: "ya"})
    work_off(register, DOES)
    assert deliveries(Store(home)) == []
    officer.post(f"/pekerjaan/{job.pk}/ulang/")
    work_off(register, DOES)
    assert len(deliveries(Store(home))) == 1


def test_leftovers_go_after_a_day_and_what_is_waited_for_stays(
    home: Path, register: str, officer: Client
) -> None:
    job = job_of(officer, ("asn.csv", CSV))
    broken_off = home / "uploads" / ".tmp-abc" / "000"
    broken_off.mkdir(parents=True)
    (broken_off / "asn.csv").write_text("x")
    store, url = Store(home), register
    assert remove_leftovers(store, url, datetime.now(UTC)) == 0
    assert remove_leftovers(store, url, datetime(2030, 1, 1, tzinfo=UTC)) == 1
    assert [p.name for p in sent_files(home)] == ["asn.csv"]
    officer.post(f"/pekerjaan/{job.pk}/batal/", {CONFIRMED: "ya"})
    assert remove_leftovers(store, url, datetime(2030, 1, 1, tzinfo=UTC)) == 1
    assert sent_files(home) == []
