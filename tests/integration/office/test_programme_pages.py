"""Pages of programmes: rules as sentences, a list from the form to the signature, and its file."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook  # type: ignore[import-untyped]

from desil.audit.models import AuditEvent
from desil.dictionary.areas import city_villages
from desil.engine.progress import Silent
from desil.jobs.list_models import ProgrammeList
from desil.jobs.models import Export, Job
from desil.jobs.states import JobKind
from desil.jobs.tasks import Do
from desil.programmes.making import list_maker
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import AT, FAMILIES, PEOPLE
from tests.linked_city import run_in, write_release
from tests.office_work import DOES, work_off
from tests.people import client_of, user_with
from tests.table import rows_of

FAMILY = "3275010101200001"
VILLAGE = city_villages()[0].bps
MAKES: Mapping[JobKind, Do] = {**DOES, JobKind.LIST: list_maker("500MB", 1, "uji")}

# What the form answers to: how many jobs it asks for.
ASKED = rows_of(
    """
    | programme | period  | quota | jobs | why                              |
    | PKH       | 2026-Q1 | 1     | 1    | a quarter                        |
    | PKH       | 2026-03 |       | 1    | a month, the quota of the rules  |
    | PKH       | 2026-Q5 | 1     | 0    | no such quarter                  |
    | PKH       | 1999-Q1 | 1     | 0    | a day without rules              |
    | LAIN      | 2026-Q1 | 1     | 0    | no such programme                |
    | PKH       | 2026-Q1 | -1    | 0    | a quota below none               |
    """
)


def fill_people(home: Path, url: str) -> None:
    """A filling: a published run in the office's home."""
    write_release(home, rows_of(PEOPLE), rows_of(FAMILIES))
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())


@pytest.fixture
def register(filled: Filled) -> str:
    """A published run in the office's home."""
    return filled(fill_people)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def made(register: str, client: Client, **told: object) -> ProgrammeList:
    asked = {"programme": "PKH", "period": "2026-Q1", "quota": "1"} | told
    assert client.post("/program/daftar/susun/", asked).status_code == 302
    work_off(register, MAKES)
    return ProgrammeList.objects.get(pk=Job.objects.latest("id").result["list"])


@pytest.mark.usefixtures("register")
def test_the_page_of_programmes_tells_rules_counts_and_reasons() -> None:
    page = text_of(client_of(user_with("verifier")), "/program/")
    assert "Desil nasional paling tinggi 4" in page
    assert "belum dipastikan" in page
    assert "tidak dihitung: register tidak punya kehamilan" in page
    assert "Syarat tidak terpenuhi: desil nasional paling tinggi 4: 1" in page


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("row", ASKED, ids=lambda r: r["why"])
def test_the_form_asks_for_a_list_or_says_what_is_wrong(row: dict[str, str]) -> None:
    told = {name: row[name] for name in ("programme", "period", "quota")}
    answer = client_of(user_with("programme_officer")).post("/program/daftar/susun/", told)
    assert Job.objects.filter(kind="list").count() == int(row["jobs"])
    assert answer.status_code == (302 if row["jobs"] == "1" else 200)


def test_a_file_of_quotas_by_kelurahan_holds_and_a_wrong_one_is_told(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    wrong = SimpleUploadedFile("kuota.csv", b"village_code,quota\n1,2\n")
    told = {"programme": "PKH", "period": "2026-Q1", "by_village": wrong}
    assert "tidak dapat dipakai" in client.post("/program/daftar/susun/", told).content.decode()
    good = SimpleUploadedFile("kuota.csv", f"village_code,quota\n{VILLAGE},1\n".encode())
    listed = made(register, client, quota="", by_village=good)
    assert (listed.listed, listed.waiting) == (0, 3)  # nobody lives there


def test_a_list_is_made_proposed_signed_and_revoked_by_two_people(register: str) -> None:
    officer, head = client_of(user_with("programme_officer")), client_of(user_with("head"))
    told = made(register, officer)
    address = f"/program/daftar/{told.pk}/"
    page = text_of(officer, address)
    assert "Layak 3 keluarga = terdaftar 1 + menunggu 2. Semua keluarga: 4." in page
    assert "kuota terisi" in page
    assert FAMILY not in page  # numbers and names are masked
    assert "Urutan" not in text_of(head, address)  # who opens no family sees no row
    assert officer.post(f"{address}putusan/", {"answer": "approve"}).status_code == 403
    officer.post(f"{address}usul/", {"reason": "x"})
    told.refresh_from_db()
    assert told.state == "loaded"
    officer.post(f"{address}usul/", {"reason": "triwulan satu"})
    head.post(
        f"{address}putusan/",
        {"answer": "approve", "reason": "sudah diperiksa", "sudah-yakin": "ya"},
    )
    told.refresh_from_db()
    assert told.state == "approved"
    head.post(f"{address}cabut/", {"reason": "kuota berubah", "sudah-yakin": "ya"})
    told.refresh_from_db()
    assert told.state == "replaced"
    found = AuditEvent.objects.filter(verb__startswith="LIST_").order_by("sequence")
    assert list(found.values_list("verb", flat=True)) == [
        "LIST_ASK", "LIST_LOAD", "LIST_READ", "LIST_PROPOSE", "LIST_APPROVE", "LIST_REVOKE",
    ]  # fmt: skip


def test_rows_are_those_of_the_readers_kelurahan_and_filters_hold(register: str) -> None:
    told = made(register, client_of(user_with("programme_officer")))
    address = f"/program/daftar/{told.pk}/"
    lurah = client_of(user_with("lurah", villages=["3275010011"]))
    assert "1 baris di wilayah tugas Anda" in text_of(lurah, address)
    verifier = client_of(user_with("verifier"))
    assert "2 baris di wilayah" in text_of(verifier, f"{address}?keadaan=menunggu")
    assert "2 baris di wilayah" in text_of(verifier, f"{address}?wilayah=3275010009")
    assert verifier.get(f"{address}?keadaan=lain").status_code == 404
    assert lurah.get(f"{address}?wilayah=3275010009").status_code == 404


def test_the_difference_with_the_period_before_is_told_in_counts(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    first = made(register, client, quota="1")
    assert "Belum ada daftar PKH" in text_of(client, f"/program/daftar/{first.pk}/beda/")
    second = made(register, client, period="2026-Q2", quota="2")
    page = text_of(client, f"/program/daftar/{second.pk}/beda/")
    assert "naik dari daftar tunggu: 1" in page
    assert "Dari 2026-Q1 ke 2026-Q2: 1 tetap terdaftar." in page


def test_a_file_of_the_list_has_its_serial_and_every_row(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    told = made(register, client)
    client.post(f"/program/daftar/{told.pk}/berkas/", {"purpose": "penyaluran triwulan 1"})
    work_off(register, MAKES)
    export = Export.objects.get()
    answer = client.post(f"/berkas/{export.serial}/unduh/")
    sheet = load_workbook(BytesIO(b"".join(answer))).active
    assert sheet is not None
    rows = [[c for c in row if c is not None] for row in sheet.iter_rows(values_only=True)]
    assert told.pk in str(rows[0][0])
    assert [row[1] for row in rows[-3:]] == ["Terdaftar", "Menunggu", "Menunggu"]
    assert FAMILY in rows[-3]
    assert export.rows == 3


def test_making_the_same_list_again_changes_nothing(register: str) -> None:
    client = client_of(user_with("programme_officer"))
    first, again = made(register, client), made(register, client)
    assert first.pk == again.pk
    assert AuditEvent.objects.filter(verb="LIST_LOAD").count() == 1
