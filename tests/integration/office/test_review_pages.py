"""Judging doubtful pairs at a desk: who may, what is kept, and that later runs will obey."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from desil.audit.models import AuditEvent
from desil.linkage.review.decisions import all_decisions
from tests.people import client_of, user_with

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DESIL_HOME", tmp_path / "home")


def shown(client: Client) -> str:
    return client.get(reverse("office:review")).content.decode()


def waiting(text: str) -> int:
    found = re.search(r"(\d+) pasangan menunggu", text)
    return int(found.group(1)) if found else 0


def answer(client: Client, text: str, **told: str) -> int:
    hidden = dict(re.findall(r'name="(source|record_id|nik)" value="([^"]*)"', text))
    return client.post(reverse("office:review_decide"), {**hidden, **told}).status_code


def test_a_judgement_is_kept_with_who_and_why_and_the_pair_is_asked_no_more() -> None:
    user = user_with("data_officer")
    client = client_of(user)
    before = shown(client)
    assert "ORANG RAGU 3" in before
    assert answer(client, before, is_same="no", reason="KTP berbeda") == 302
    (kept,) = all_decisions(settings.DESIL_HOME)
    assert (kept.is_same, kept.reason, kept.decided_by) == (False, "KTP berbeda", user.actor)
    assert waiting(shown(client)) == waiting(before) - 1
    event = AuditEvent.objects.filter(verb="REVIEW_DECIDE").latest("sequence")
    assert json.loads(event.payload)["is_same"] is False


def test_without_a_reason_nothing_is_kept() -> None:
    client = client_of(user_with("data_officer"))
    answer(client, shown(client), is_same="yes", reason="")
    assert all_decisions(settings.DESIL_HOME) == []


def test_who_only_reads_sees_the_pair_and_no_form() -> None:
    text = shown(client_of(user_with("verifier")))
    assert "ORANG RAGU 3" in text
    assert "Catat putusan" not in text


def test_looking_at_a_pair_is_recorded() -> None:
    shown(client_of(user_with("verifier")))
    assert AuditEvent.objects.filter(verb="REVIEW_READ").count() == 1


def test_past_the_last_pair_the_page_leads_back() -> None:
    text = client_of(user_with("verifier")).get("/tinjauan/?lewati=900").content.decode()
    assert "Kembali ke awal antrean" in text
