"""A ticket's page that was open too long takes no words and no photo away."""

import io
import re
import time
from datetime import date, timedelta

import pytest
from django.core import signing
from django.test import Client
from PIL import Image

from desil.accounts.residents import waiting
from desil.cases.models import CaseEvidence
from desil.cases.territory_scope import seeing_city
from desil.portal.pages import ticket as page_of_ticket
from tests.case_office import entered
from tests.portal_visitor import BORN, ask, visitor

pytestmark = pytest.mark.usefixtures("register")
HOUR = 3600


@pytest.fixture
def stale(monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A ticket, and what its page holds after an hour."""
    ticket = entered().case.ticket
    now = time.time()
    with monkeypatch.context() as an_hour_ago:
        an_hour_ago.setattr(signing.time, "time", lambda: now - HOUR)
        opened = signing.dumps([ticket, date(1980, 5, 17).isoformat()], salt=page_of_ticket._SALT)
    return ticket, opened


def _sent(client: Client, opened: str, **headers: str) -> tuple[int, str, str]:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 60)).save(made, "JPEG")
    made.seek(0)
    made.name = "ktp.jpg"
    told = {"opened": opened, "act": "add", "document": "ktp", "file": made}
    answer = client.post("/warga/tiket/tindakan/", told, headers=headers)
    return answer.status_code, answer.headers.get("X-Desil-First", ""), answer.content.decode()


def _evidence() -> int:
    with seeing_city():
        return CaseEvidence.objects.count()


def test_with_scripts_the_page_stays_and_the_photo_is_sent_after_the_ticket_is_opened_beside_it(
    stale: tuple[str, str],
) -> None:
    ticket, opened = stale
    client = visitor()
    assert _sent(client, opened, **{"X-Desil-Form": "1"})[:2] == (409, "/warga/tiket/")
    assert _evidence() == 0
    ask(client, "/warga/tiket/", ticket=ticket, birth_date=BORN)
    assert _sent(client, opened, **{"X-Desil-Form": "1"})[0] == 200
    assert _evidence() == 1


def test_another_browser_that_did_not_open_the_ticket_goes_on_with_no_old_page(
    stale: tuple[str, str],
) -> None:
    ticket, opened = stale
    ask(visitor(), "/warga/tiket/", ticket=ticket, birth_date=BORN)
    assert _sent(visitor(), opened, **{"X-Desil-Form": "1"})[0] == 409
    assert _evidence() == 0


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', page))


def test_without_scripts_the_pages_name_the_file_and_keep_what_was_chosen_after_a_slip_too(
    stale: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SHORTEST", timedelta(0))
    ticket, opened = stale
    client = visitor()
    status, _, page = _sent(client, opened)
    assert status == 200
    assert "ktp.jpg belum terkirim" in page
    for number, told in enumerate(("0000-0000-0000-0000", ticket)):
        sent = _hidden(page) | {"ticket": told, "birth_date": BORN}
        page = client.post("/warga/tiket/", sent).content.decode()
        assert "ktp.jpg belum terkirim" in page, number
    assert "Pilih lagi di sini, lalu kirim." in page
    assert '<option value="ktp" selected>' in page


def test_words_that_were_typed_outlast_a_slip_in_the_ticket(stale: tuple[str, str]) -> None:
    _ticket, opened = stale
    client = visitor()
    told = {"opened": opened, "act": "object", "note": "Petugas salah rumah."}
    page = client.post("/warga/tiket/tindakan/", told).content.decode()
    slip = _hidden(page) | {"ticket": "0000-0000-0000-0000", "birth_date": BORN}
    page = client.post("/warga/tiket/", slip).content.decode()
    assert 'name="note" value="Petugas salah rumah."' in page


def test_a_page_that_was_changed_opens_nothing(stale: tuple[str, str]) -> None:
    ticket, opened = stale
    client = visitor()
    ask(client, "/warga/tiket/", ticket=ticket, birth_date=BORN)
    assert _sent(client, opened[:-2] + "xx", **{"X-Desil-Form": "1"})[0] == 409
    assert _evidence() == 0
