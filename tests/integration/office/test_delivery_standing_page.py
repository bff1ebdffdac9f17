"""The page of a delivery that is held back: who may let it count, who may withdraw it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from desil.accounts.models import User
from desil.audit.models import AuditEvent
from desil.engine.store import Store
from desil.plausibility.hand_in import history
from desil.plausibility.ledger import Standing
from tests.office_work import delivery_in_home
from tests.people import YES, client_of, user_with
from tests.table import rows_of

WHY = "sudah dicocokkan dengan berita acara"
ACTS = rows_of(
    """
    | role         | act      | reason | standing  | why                                        |
    | verifier     | release  | yes    | counts    | a verifier writes why                      |
    | head         | release  | yes    | counts    | the head writes why                        |
    | verifier     | release  |        | held      | without a reason                           |
    | data_officer | release  | yes    | held      | who hands in does not let it count         |
    | data_officer | withdraw | yes    | withdrawn | who hands in withdraws it                  |
    | verifier     | withdraw | yes    | held      | withdrawing is for who hands in            |
    | operator     | release  | yes    | held      | a role that sees no deliveries             |
    | verifier     | approve  | yes    | held      | nobody has proposed a withdrawal           |
    | data_officer | entah    | yes    | held      | an act that is none                        |
    """
)


@pytest.fixture
def home(register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert register
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path / "home")
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def decide(client: Client, delivery: str, act: str, because: str = WHY) -> None:
    client.post(f"/kiriman/{delivery}/putusan/", {"act": act, "because": because} | YES)


@pytest.mark.parametrize("row", ACTS, ids=lambda r: r["why"])
def test_who_decides_about_a_held_delivery(home: Path, row: dict[str, str]) -> None:
    delivery = delivery_in_home(home)
    client = client_of(user_with(row["role"]))
    decide(client, delivery.id, row["act"], WHY if row["reason"] else "")
    assert history(Store(home), delivery).standing.value == row["standing"]
    changed = AuditEvent.objects.filter(verb__startswith="DELIVERY_")
    assert changed.count() == (row["standing"] != "held")


def test_the_page_says_what_deviates_in_the_readers_language(home: Path) -> None:
    delivery = delivery_in_home(home)
    client = client_of(user_with("verifier"))
    text = client.get(f"/kiriman/{delivery.id}/").content.decode()
    assert "tidak ada lagi isinya (sebelumnya 290)" in text
    assert "Pakai meski menyimpang" in text
    client.cookies["django_language"] = "en"
    assert (
        "nothing is left (before: 290)" in client.get(f"/kiriman/{delivery.id}/").content.decode()
    )


def test_a_withdrawal_asks_first_and_keeps_the_reason(home: Path) -> None:
    delivery, officer = delivery_in_home(home), client_of(user_with("data_officer"))
    told = {"act": "withdraw", "because": WHY}
    page = officer.post(f"/kiriman/{delivery.id}/putusan/", told).content.decode()
    assert "Tarik kiriman ini?" in page
    assert f'value="{WHY}"' in page
    assert history(Store(home), delivery).standing is Standing.HELD


def test_a_withdrawal_can_be_undone(home: Path) -> None:
    delivery, officer = delivery_in_home(home), client_of(user_with("data_officer"))
    decide(officer, delivery.id, "withdraw")
    assert history(Store(home), delivery).standing is Standing.WITHDRAWN
    decide(officer, delivery.id, "restore")
    assert history(Store(home), delivery).standing is Standing.HELD  # its check still holds it


def test_the_home_page_names_deliveries_that_are_held(home: Path) -> None:
    delivery_in_home(home)
    shown = client_of(user_with("verifier")).get("/beranda/").content.decode()
    assert "Kiriman ditahan" in shown
    user: User = user_with("operator")
    assert "Kiriman ditahan" not in client_of(user).get("/beranda/").content.decode()
