"""Photos in small on the page of a case: for its reader, with the page's permit, one record."""

import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from desil.audit.models import AuditEvent
from tests.case_office import entered, fill_case_office
from tests.case_pictures import added, placed_picture
from tests.filled_registers import Filled
from tests.people import signed_in

PERMITTED = re.compile(r'<img src="(/permohonan/bukti/\d+/kecil/\?izin=[^"]+)" alt="([^"]+)"')


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def page_with_photos(client: Client) -> tuple[str, list[tuple[str, str]]]:
    """The page of a case with two photos, and where they are in small with what they show."""
    case = entered().case
    for number, document in enumerate(("house_front", "living_room")):
        added(case, document, placed_picture(drawn=number))
    page = client.get(f"/permohonan/{case.number}/").content.decode()
    return page, PERMITTED.findall(page)


def test_a_page_of_small_photos_is_one_recorded_read_and_keeps_nothing() -> None:
    client = signed_in("operator")
    page, shown = page_with_photos(client)
    assert page.count('loading="lazy"') == 2
    assert [label for _, label in shown] == ["Foto depan rumah", "Foto ruang tamu"]
    files = sorted(Path(settings.DESIL_HOME).rglob("*"))
    for address, _ in shown:
        answer = client.get(address)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "no-store" in answer.headers["Cache-Control"]
        with Image.open(io.BytesIO(answer.content)) as small:
            assert max(small.size) <= 160
            assert not small.getexif()
        assert len(answer.content) < 12_000
    assert sorted(Path(settings.DESIL_HOME).rglob("*")) == files
    (read,) = AuditEvent.objects.filter(verb="CASE_READ")
    assert json.loads(read.payload)["photos"] == 2
    assert not AuditEvent.objects.filter(verb="EVIDENCE_OPEN").exists()
    assert len(page.encode()) <= 60_000


def test_without_the_permit_of_the_page_there_is_no_picture() -> None:
    client = signed_in("operator")
    _, ((address, _), _) = page_with_photos(client)
    plain, _, permit = address.partition("?")
    assert client.get(plain).status_code == 404
    assert client.get(f"{plain}?{permit[:-2]}").status_code == 404
    assert signed_in("operator").get(address).status_code == 404  # a colleague's permit
    assert signed_in("operator", villages=["3275040006"]).get(address).status_code == 404
    assert Client(headers={"host": "localhost"}).get(address).status_code == 302
