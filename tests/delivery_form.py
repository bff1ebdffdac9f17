"""Deliveries handed in from a desk, for tests: the form, its files, and the job that it makes."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desil.jobs.intake_task import delivery_taker
from desil.jobs.models import Job
from desil.jobs.states import JobKind
from tests.people import client_of, user_with

ADDRESS = "/kiriman/serahkan/"
HEADER = ("nip", "nik", "nama", "instansi", "golongan")
ROWS = [
    ("198001012005011001", "3275010101800001", "ORANG BUATAN", "DINAS X", "III/a"),
    ("198001012005011002", "salah", "ORANG BUATAN DUA", "DINAS X", "III/b"),
]
CSV = "\n".join(",".join(line) for line in (HEADER, *ROWS)).encode() + b"\n"
DOES = {JobKind.DELIVERY: delivery_taker("1GB", 1)}


@pytest.fixture(autouse=True)
def home(register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's home; `register` sets one of its own first."""
    assert register
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path / "home")
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def officer() -> Client:
    return client_of(user_with("data_officer"))


def delivery_form(*files: tuple[str, bytes], **other: str) -> dict[str, object]:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return {"source": "asn", "reference_date": "2026-01-23", "delivered": sent, **other}


def sent_files(home: Path) -> list[Path]:
    return [p for p in (home / "uploads").rglob("*") if p.is_file()]


def job_of(client: Client, *files: tuple[str, bytes], **other: str) -> Job:
    answer = client.post(ADDRESS, delivery_form(*files, **other))
    assert answer.status_code == 302, answer.content.decode()
    return Job.objects.latest("id")
