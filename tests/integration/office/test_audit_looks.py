"""The auditor's question: who looked at this family, from where, in which role of that day."""

import csv
import json

import psycopg
import pytest
from django.test import Client

from desil.accounts.models import User
from desil.accounts.session import handles_of_office, journal_of_office
from desil.audit.event import EVERYBODY, Event, Outcome, Purpose
from desil.audit.look_verbs import READS
from desil.audit.models import AuditEvent
from desil.office.audit_words import look_label
from tests.numbers_of_people import card_number
from tests.people import NOW, client_of, user_with

FAMILY, MEMBER, ELSEWHERE = card_number(1), "3275011705800001", card_number(3)
pytestmark = pytest.mark.usefixtures("register")


def rows_of_looks(auditor: Client, number: str = FAMILY, **sent: str) -> list[tuple[str, ...]]:
    """The rows of the CSV file: who, role, area, door, deed, about, purpose, outcome."""
    told = {"number": number, "basis": "surat 12/2026", "file": "csv"} | sent
    answer = auditor.post("/audit/keluarga/", told)
    assert answer.status_code == 200
    rows = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    return [tuple(row[2:]) for row in rows][1:]


def open_family(user: User, number: str) -> int:
    client, handle = client_of(user), handles_of_office().of("kk", number)
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "visit", "next": "/akun/"})
    return client.get(f"/keluarga/{handle}/").status_code


def note(register: str, verb: str, subject: str, actor: str = "system:petugas") -> None:
    event = Event(NOW, actor, verb, "thing", "1", (subject,))
    with psycopg.connect(register) as log:
        journal_of_office().append(log.cursor(), event)


@pytest.fixture
def auditor() -> Client:
    return client_of(user_with("auditor"))


def test_every_kind_of_look_has_its_words() -> None:
    assert [verb for verb in (*READS, "PAGE_REFUSE") if look_label(verb) == verb] == []


def test_a_look_is_listed_with_role_and_kelurahan_of_that_day(auditor: Client) -> None:
    officer = user_with("operator", username="siti")
    assert open_family(officer, FAMILY) == 200
    officer.roles, officer.villages = ["head"], []
    officer.save()
    did = [row[4] for row in rows_of_looks(auditor)]
    assert did == ["membuka halaman keluarga", "menyebut untuk apa keluarga dibuka"]
    assert {row[:4] + row[5:] for row in rows_of_looks(auditor)} == {
        ("siti", "Operator kelurahan", "Jatiwaringin", "halaman kantor",
         "keluarga ini", "Kunjungan lapangan", "terlaksana")
    }  # fmt: skip


def test_the_command_line_a_phone_and_an_export_of_everything_are_told_apart(
    auditor: Client, register: str
) -> None:
    family = journal_of_office().family(FAMILY)
    note(register, "FAMILY_EXPLAIN", family)
    note(register, "FIELD_VISITS_READ", family, "user:0")
    note(register, "REGISTER_EXPORT", EVERYBODY)
    note(register, "PERSON_READ", journal_of_office().person(MEMBER), "resident")
    assert [(row[3], row[5]) for row in rows_of_looks(auditor)] == [
        ("portal warga", "seorang anggota"),
        ("baris perintah di server", "seluruh register"),
        ("ponsel lapangan", "keluarga ini"),
        ("baris perintah di server", "keluarga ini"),
    ]


def test_the_nik_of_a_member_finds_the_looks_at_the_family(auditor: Client, register: str) -> None:
    note(register, "FAMILY_READ", journal_of_office().family(FAMILY))
    note(register, "FAMILY_READ", journal_of_office().family(ELSEWHERE))
    assert len(rows_of_looks(auditor, "3275.0117 0580-0001")) == 1


def test_a_refused_attempt_is_shown_as_refused(auditor: Client) -> None:
    assert open_family(user_with("operator"), ELSEWHERE) == 404
    handle = handles_of_office().of("kk", ELSEWHERE)
    assert client_of(user_with("administrator")).get(f"/keluarga/{handle}/").status_code == 403
    assert [row[-1] for row in rows_of_looks(auditor, ELSEWHERE)][:2] == ["ditolak", "ditolak"]
    page = auditor.post("/audit/keluarga/", {"number": ELSEWHERE, "basis": "x"}).content.decode()
    assert page.count("ditolak, tidak melihat apa pun") == 2


def test_the_question_itself_is_in_the_log_with_its_purpose(auditor: Client) -> None:
    rows_of_looks(auditor)
    kept = AuditEvent.objects.get(verb="LOOKS_READ")
    assert (kept.purpose, kept.outcome) == (Purpose.AUDIT, Outcome.DONE)
    assert json.loads(kept.payload or "") == {"basis": "surat 12/2026", "file": True}
    assert journal_of_office().family(FAMILY) in (kept.subjects or ())


@pytest.mark.parametrize(
    ("number", "basis"), [("", "x"), ("123", "x"), (FAMILY, ""), (FAMILY, f"KK {FAMILY}")]
)
def test_a_question_without_number_or_purpose_is_not_answered(
    auditor: Client, number: str, basis: str
) -> None:
    answer = auditor.post("/audit/keluarga/", {"number": number, "basis": basis})
    assert "peristiwa," not in answer.content.decode()
    assert not AuditEvent.objects.filter(verb="LOOKS_READ").exists()


def test_a_number_in_an_address_asks_nothing(auditor: Client) -> None:
    page = auditor.get("/audit/keluarga/", {"number": FAMILY, "basis": "x"}).content.decode()
    assert 'id="dilihat"' not in page
    assert not AuditEvent.objects.filter(verb="LOOKS_READ").exists()
