"""The page that sends upward what was signed."""

import pytest
from django.conf import settings

from desil.cases.actions.sending import folder_name
from desil.cases.models import CaseBatch
from desil.cases.territory_scope import seeing_city
from tests.case_office import again, fill_case_office
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
