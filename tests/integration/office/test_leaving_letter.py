"""A family that a new signed list no longer has: told why on the changes page, on its own page and
in a letter, to those who open families; nobody reads it before both lists are signed."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.test import Client

from desil.accounts.masking import mask_number
from desil.accounts.residents import waiting
from desil.accounts.session import handles_of_office
from desil.audit.models import AuditEvent
from desil.cases.letters.leaving import Receiver, leaving_letter
from desil.cases.letters.letter import letterhead
from desil.dictionary.label import Label
from desil.eligibility.lists.comparing import REASONS
from desil.engine.progress import Silent
from desil.jobs.list_models import ProgrammeList
from desil.programmes.leaving import Left
from desil.publication.action import publish
from tests.filled_registers import Filled
from tests.integration.office.test_programme_lists import AT, FAMILIES, PEOPLE
from tests.integration.office.test_programme_pages import made, text_of
from tests.linked_city import run_in, write_release
from tests.people import client_of, user_with
from tests.portal_visitor import ask, check, code_for, visitor
from tests.table import rows_of

STAYS, LEAVES = "3275010101200001", "3275010101200002"
NIK_STAYS, NIK_LEAVES = "3275014101600001", "3275014101600002"
WHY = "masih memenuhi syarat, tetapi jatah penuh"


def fill_people(home: Path, url: str) -> None:
    """A filling: a published run in the office's home."""
    write_release(home, rows_of(PEOPLE), rows_of(FAMILIES))
    publish(run_in(home).folder, url=url, by="petugas", at=AT, progress=Silent())


@pytest.fixture
def register(filled: Filled) -> str:
    """A published run in the office's home."""
    return filled(fill_people)


def signed(register: str, officer: Client, **asked: str) -> ProgrammeList:
    """A list that one person proposed and another signed."""
    told = made(register, officer, **asked)
    address, head = f"/program/daftar/{told.pk}/", client_of(user_with("head"))
    officer.post(f"{address}usul/", {"reason": "triwulan ini"})
    head.post(
        f"{address}putusan/",
        {"answer": "approve", "reason": "sudah diperiksa", "sudah-yakin": "ya"},
    )
    told.refresh_from_db()
    assert told.state == "approved"
    return told


def handle_after_purpose(client: Client, family: str) -> str:
    """The handle of a family whose purpose was given."""
    handle = handles_of_office().of("kk", family)
    client.post(f"/keluarga/{handle}/alasan/", {"purpose": "visit"})
    return handle


def test_who_leaves_is_told_with_the_reason_and_gets_a_letter(register: str) -> None:
    officer = client_of(user_with("programme_officer"))
    signed(register, officer, quota="2")
    now = made(register, officer, period="2026-Q2", quota="1")
    changes = f"/program/daftar/{now.pk}/beda/"
    assert "Siapa yang keluar" not in text_of(officer, changes)  # not signed yet
    now = signed(register, officer, period="2026-Q2", quota="1")
    page = text_of(officer, changes)
    assert "1 di wilayah tugas Anda" in page
    assert mask_number(LEAVES) in page
    assert (
        page.count("masih memenuhi syarat, tetapi jatah penuh") == 2
    )  # counted, and of the family
    assert LEAVES not in page
    event = AuditEvent.objects.filter(verb="LIST_READ").latest("sequence")
    assert (event.object_id, len(event.subjects)) == (now.pk, 1)
    handle = handle_after_purpose(officer, LEAVES)
    assert "masih memenuhi syarat, tetapi jatah penuh" in text_of(officer, f"/keluarga/{handle}/")
    letter = officer.get(f"/program/daftar/{now.pk}/surat/{handle}/")
    body = letter.content
    assert letter["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(body)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert officer.get(f"/program/daftar/{now.pk}/surat/{handle}/").content == body
    assert AuditEvent.objects.filter(verb="LIST_LETTER", object_id=now.pk).count() == 2
    stays = handle_after_purpose(officer, STAYS)
    assert officer.get(f"/program/daftar/{now.pk}/surat/{stays}/").status_code == 404
    assert "Keluar dari daftar" not in text_of(officer, f"/keluarga/{stays}/")


def test_who_left_reads_on_the_portal_that_it_left_and_with_a_code_why(
    register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SHORTEST", timedelta(0))
    officer = client_of(user_with("programme_officer"))
    signed(register, officer, quota="2")
    assert "Tidak lagi di daftar" not in check(visitor(), NIK_LEAVES, LEAVES)
    signed(register, officer, period="2026-Q2", quota="1")
    told = check(visitor(), NIK_LEAVES, LEAVES)
    assert "Tidak lagi di daftar" in told
    assert "April–Juni 2026" in told
    assert WHY not in told  # a family card opens no reason
    client = visitor("198.51.100.8")
    code = code_for(NIK_LEAVES, LEAVES)
    page = ask(client, "/warga/masuk/", nik=NIK_LEAVES, birth_date="1-1-1951", code=code)
    assert page.count(WHY) == 1
    copy = json.loads(client.get("/warga/data-saya/salinan/?bentuk=json").content)
    left = [r for r in copy if r["bagian"] == "Keluar dari daftar"]
    assert [r["sumber"] for r in left] == ["2026-Q2"]
    assert WHY in left[0]["isi"]
    assert "Tidak lagi di daftar" not in check(visitor("198.51.100.9"), NIK_STAYS, STAYS)


def test_who_opens_no_family_or_another_kelurahan_s_gets_no_letter(register: str) -> None:
    officer = client_of(user_with("programme_officer"))
    signed(register, officer, quota="2")
    now = signed(register, officer, period="2026-Q2", quota="1")
    handle = handles_of_office().of("kk", LEAVES)
    address = f"/program/daftar/{now.pk}/surat/{handle}/"
    assert client_of(user_with("head")).get(address).status_code == 403
    assert client_of(user_with("data_officer")).get(address).status_code == 404
    elsewhere = client_of(user_with("lurah", villages=["3275010011"]))
    assert elsewhere.get(address).status_code == 404
    page = text_of(elsewhere, f"/program/daftar/{now.pk}/beda/")
    assert "Tidak ada yang keluar di wilayah tugas Anda." in page
    assert "Siapa yang keluar" not in text_of(
        client_of(user_with("head")), f"/program/daftar/{now.pk}/beda/"
    )
    asked = officer.get(address)  # why the family is opened comes first
    assert asked["Content-Type"] != "application/pdf"
    assert not AuditEvent.objects.filter(verb="LIST_LETTER").exists()


@pytest.mark.usefixtures("register")
def test_every_reason_of_leaving_has_its_letter(tmp_path: Path) -> None:
    told = ProgrammeList(
        list_id="0" * 16, programme="PKH", name_id="PKH", unit="family", period="2026-Q2"
    )
    leaving = [r for r in REASONS if not r.startswith(("new_", "waited", "now_"))]
    receiver = Receiver("ORANG BUATAN", "JL A", "Arenjaya")
    letters = {
        leaving_letter(
            [Left(told, told, None, reason, Label(reason, reason))], receiver,
            site="http://x/", home=tmp_path, at=AT,
        )
        for reason in leaving
    }  # fmt: skip
    assert len(letters) == len(leaving) == 9
    odd = Receiver("SITI 😀 ꦱꦶꦠꦶ \x07\u202e", "JL 李四", "Arenjaya")
    left = [Left(told, told, None, leaving[0], Label("a", "a"))]
    assert leaving_letter(left, odd, site="http://x/", home=tmp_path, at=AT).startswith(b"%PDF")
    assert letterhead(tmp_path)["office"]
