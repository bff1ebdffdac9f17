"""A ticket's page that was open too long takes no words and no photo away."""

import io
import time
from datetime import date

import pytest
from django.core import signing
from django.test import Client
from PIL import Image

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


def test_without_scripts_the_page_names_the_file_and_keeps_what_was_chosen(
    stale: tuple[str, str],
) -> None:
    _, opened = stale
    status, _, page = _sent(visitor(), opened)
    assert status == 200
    assert "ktp.jpg belum terkirim" in page
    assert 'name="document" value="ktp"' in page


def test_a_page_that_was_changed_opens_nothing(stale: tuple[str, str]) -> None:
    ticket, opened = stale
    client = visitor()
    ask(client, "/warga/tiket/", ticket=ticket, birth_date=BORN)
    assert _sent(client, opened[:-2] + "xx", **{"X-Desil-Form": "1"})[0] == 409
    assert _evidence() == 0
