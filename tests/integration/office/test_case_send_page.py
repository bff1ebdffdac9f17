"""The page that sends upward what was signed."""

import json

import pytest
from django.conf import settings

from desil.accounts.session import journal_of_office
from desil.audit.models import AuditEvent
from desil.cases.models import CaseBatch
from desil.cases.sending.batch_folder import folder_name
from desil.cases.territory_scope import seeing_city
from tests.case_office import FIRST, again, fill_case_office
from tests.case_walk import take_step, walked_to
from tests.filled_registers import Filled
from tests.people import YES, signed_in

PAGE = "/permohonan/kirim/"


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_case_office)


def test_what_was_signed_is_sent_after_asking_and_the_page_names_the_delivery() -> None:
    case = walked_to("send")
    officer = signed_in("data_officer")
    assert "1 permohonan menunggu dikirim" in officer.get(PAGE).content.decode()
    asked = officer.post(PAGE).content.decode()
    assert "Kirim 1 permohonan ke pusat?" in asked
    assert again(case).step == "send"
    officer.post(PAGE, YES)
    assert again(case).step == "effective"
    with seeing_city():
        batch = CaseBatch.objects.get(step="send")
    page = officer.get(PAGE).content.decode()
    assert f"kiriman {batch.delivery_id}" in page
    assert "Tidak ada permohonan yang menunggu dikirim" in page
    assert "sesudah ditandatangani kepala dinas" in page
    assert folder_name(batch) in page  # where the files for the ministry lie
    assert (settings.DESIL_HOME / folder_name(batch) / "keluarga_koreksi.csv").is_file()


def test_nothing_is_sent_where_nothing_waits_and_twice_sends_once() -> None:
    case = walked_to("sign")
    officer = signed_in("data_officer")
    officer.post(PAGE, YES)
    assert "Tidak ada permohonan yang dikirim" in officer.get(PAGE).content.decode()
    take_step(case)
    for _ in range(2):
        officer.post(PAGE, YES)
    with seeing_city():
        assert CaseBatch.objects.filter(step="send").count() == 1


@pytest.mark.parametrize("role", ["head", "verifier", "operator"])
def test_nobody_else_sends(role: str) -> None:
    case = walked_to("send")
    assert signed_in(role).post(PAGE, YES).status_code == 403
    assert again(case).step == "send"


NAMES = ("anggota_keluarga_koreksi.csv", "keluarga_koreksi.csv", "koreksi.csv")


def sent_batch() -> CaseBatch:
    walked_to("send")
    signed_in("data_officer").post(PAGE, YES)
    with seeing_city():
        return CaseBatch.objects.get(step="send")


def taken() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb="CASE_BATCH_READ").order_by("sequence"))


def test_files_that_were_sent_are_taken_again_and_each_is_a_look_at_whom_it_names() -> None:
    batch, officer = sent_batch(), signed_in("data_officer")
    page = officer.get(PAGE).content.decode()
    family = journal_of_office().family(FIRST)
    for name in NAMES:
        assert f'action="{PAGE}{batch.pk}/{name}"' in page
        answer = officer.post(f"{PAGE}{batch.pk}/{name}")
        kept = settings.DESIL_HOME / folder_name(batch) / name
        assert answer.content == kept.read_bytes()
        assert f'filename="{batch.pk:06d}-{name}"' in answer.headers["Content-Disposition"]
        assert family in taken()[-1].subjects
    assert [json.loads(e.payload or "")["file"] for e in taken()] == list(NAMES)


@pytest.mark.parametrize("name", ["receipt.json", "..%2fsecret.key", "lain.csv"])
def test_nothing_else_of_the_home_is_taken(name: str) -> None:
    batch, officer = sent_batch(), signed_in("data_officer")
    assert officer.post(f"{PAGE}{batch.pk}/{name}").status_code == 404
    assert officer.post(f"{PAGE}{batch.pk + 1}/koreksi.csv").status_code == 404
    assert officer.get(f"{PAGE}{batch.pk}/koreksi.csv").status_code == 405
    assert taken() == []


@pytest.mark.parametrize("name", ["koreksi.csv", "receipt.json"])
def test_a_file_that_is_not_what_was_sent_is_not_handed_out(name: str) -> None:
    batch, officer = sent_batch(), signed_in("data_officer")
    with (settings.DESIL_HOME / folder_name(batch) / name).open("a") as file:
        file.write(" ")
    answer = officer.post(f"{PAGE}{batch.pk}/koreksi.csv", follow=True)
    assert "bukan lagi yang dikirim" in answer.content.decode()
    assert taken() == []


@pytest.mark.parametrize("receipt", ["", '{"files"', "{}", '{"files": {"../secret.key": {}}}'])
def test_the_page_opens_where_a_receipt_is_half_written_or_replaced(receipt: str) -> None:
    batch, officer = sent_batch(), signed_in("data_officer")
    (settings.DESIL_HOME / folder_name(batch) / "receipt.json").write_text(receipt)
    answer = officer.get(PAGE)
    assert answer.status_code == 200
    assert f"{PAGE}{batch.pk}/" not in answer.content.decode()
    assert officer.post(f"{PAGE}{batch.pk}/koreksi.csv", follow=True).status_code == 200
    assert taken() == []


def test_nobody_else_takes_them() -> None:
    batch = sent_batch()
    for role in ("head", "verifier", "operator", "administrator"):
        assert signed_in(role).post(f"{PAGE}{batch.pk}/koreksi.csv").status_code == 403
    assert taken() == []
