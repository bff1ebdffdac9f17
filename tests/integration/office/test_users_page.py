"""The accounts on screen: who sees them, who locks them, and that nobody locks themselves."""

import pytest

from desil.accounts.models import User
from desil.audit.models import AuditEvent
from tests.people import client_of, signed_in, user_with

pytestmark = pytest.mark.usefixtures("register")


def test_an_account_is_locked_and_opened_again_and_both_are_recorded() -> None:
    client, other = signed_in("administrator"), user_with("operator")
    assert f"Kunci {other.username}" in client.get("/pengguna/").content.decode()
    for verb, is_active in (("USER_LOCK", False), ("USER_UNLOCK", True)):
        assert client.post(f"/pengguna/{other.pk}/kunci/").status_code == 302
        assert User.objects.get(pk=other.pk).is_active is is_active
        assert AuditEvent.objects.filter(verb=verb, object_id=other.actor).count() == 1


def test_nobody_locks_themselves() -> None:
    own = user_with("administrator")
    client = client_of(own)
    assert f"Kunci {own.username}" not in client.get("/pengguna/").content.decode()
    client.post(f"/pengguna/{own.pk}/kunci/")
    assert User.objects.get(pk=own.pk).is_active


def test_the_auditor_reads_and_does_not_lock() -> None:
    client, other = signed_in("auditor"), user_with("operator")
    text = client.get("/pengguna/").content.decode()
    assert other.username in text
    assert "Kunci " not in text
    assert client.post(f"/pengguna/{other.pk}/kunci/").status_code == 403


def test_an_account_that_is_not_there() -> None:
    assert signed_in("administrator").post("/pengguna/999999/kunci/").status_code == 404
