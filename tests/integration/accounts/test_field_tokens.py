"""App passwords of phones: made by whoever visits homes, shown once, few, taken back."""

import pytest
from django.utils import timezone

from desil.accounts.field.tokens import MOST, tokens_of
from desil.accounts.models import FieldToken
from desil.audit.models import AuditEvent
from tests.people import client_of, signed_in, user_with

pytestmark = pytest.mark.usefixtures("register")
PAGE = "/akun/ponsel/"


def test_an_app_password_is_shown_once_and_kept_as_a_digest() -> None:
    officer = user_with("pendamping")
    client = client_of(officer)
    answer = client.post(PAGE, {"label": "ponsel kantor"})
    page = answer.content.decode()
    assert "Sandi ini hanya tampil sekali" in page
    assert "no-store" in answer.headers["Cache-Control"]
    kept = FieldToken.objects.get(user=officer)
    assert kept.digest not in page
    again = client.get(PAGE).content.decode()
    assert "ponsel kantor" in again
    assert "Sandi ini hanya tampil sekali" not in again
    assert AuditEvent.objects.filter(verb="FIELD_TOKEN_MAKE", actor=officer.actor).count() == 1


def test_one_officer_has_few_and_takes_them_back() -> None:
    officer = user_with("pendamping")
    client = client_of(officer)
    pages = [client.post(PAGE, {"label": f"ponsel {n}"}) for n in range(MOST + 1)]
    assert "Cabut yang tidak dipakai" in pages[-1].content.decode()
    now = timezone.now()
    assert tokens_of(officer, now).count() == MOST
    key = tokens_of(officer, now)[0].pk
    for _ in range(2):
        assert client.post(f"{PAGE}{key}/cabut/").status_code == 302
    assert tokens_of(officer, now).count() == MOST - 1


def test_nobody_takes_back_what_is_another_officers() -> None:
    officer = user_with("pendamping")
    client_of(officer).post(PAGE, {"label": "ponsel"})
    key = FieldToken.objects.get(user=officer).pk
    signed_in("pendamping").post(f"{PAGE}{key}/cabut/")
    assert FieldToken.objects.get(pk=key).revoked_at is None
