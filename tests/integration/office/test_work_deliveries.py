"""Deliveries and their quarantine at a desk: shown, downloaded whole, each download recorded."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from desil.audit.models import AuditEvent
from tests.office_work import delivery_in_home
from tests.people import client_of, user_with

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def delivery_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path / "home")
    return delivery_in_home(tmp_path / "home").id


def test_the_list_and_the_page_add_up_and_say_what_to_do(delivery_id: str) -> None:
    client = client_of(user_with("data_officer"))
    assert delivery_id in client.get(reverse("office:deliveries")).content.decode()
    text = client.get(reverse("office:delivery", args=[delivery_id])).content.decode()
    for said in ("Nomor KK bukan 16 angka.", "Cocokkan dengan KK.", "keluarga.csv"):
        assert said in text
    assert "3275010101900001" not in text
    assert "=cmd()" not in text


def test_the_faulty_rows_come_whole_and_harmless_and_the_download_is_recorded(
    delivery_id: str,
) -> None:
    client = client_of(user_with("data_officer"))
    answer = client.get(reverse("office:quarantine_file", args=[delivery_id]))
    body = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    (row,) = csv.DictReader(io.StringIO(body))
    assert (row["value"], row["raw"], row["line"]) == ("'=cmd()", "'+1|3275010101900001", "3")
    event = AuditEvent.objects.get(verb="QUARANTINE_EXPORT")
    assert (event.object_id, json.loads(event.payload)["rows"]) == (delivery_id, 1)


@pytest.mark.parametrize("name", ["delivery", "quarantine_file"])
def test_what_is_no_delivery_is_not_found(delivery_id: str, name: str) -> None:
    assert delivery_id
    client = client_of(user_with("data_officer"))
    assert client.get(reverse(f"office:{name}", args=["dtsen-x"])).status_code == 404
