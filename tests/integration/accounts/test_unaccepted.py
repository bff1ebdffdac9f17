"""What somebody wrote in a form of one line is there again after an error; an error of the program
takes no words away."""

import re

import pytest
from django.http import HttpRequest
from django.test import Client

from desil.accounts.models import User
from desil.accounts.sessions.unaccepted import WRITTEN
from desil.office.programmes import deciding
from tests.case_office import fill_case_office
from tests.filled_registers import Filled
from tests.people import client_of, user_with


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    return filled(fill_case_office)


def locked() -> User:
    user = user_with("operator")
    user.is_active = False
    user.save()
    return user


def test_a_reason_that_is_not_accepted_is_shown_again_with_the_error() -> None:
    user = locked()
    client = client_of(user_with("administrator"))
    words = "Kata sandinya lupa <b>"
    answer = client.post(f"/pengguna/{user.pk}/undangan/", {"reason": words})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Akun yang terkunci tidak diundang" in page
    assert "Kata sandinya lupa &lt;b&gt;</textarea>" in page
    assert f'action="/pengguna/{user.pk}/undangan/"' in page
    again = client.get("/pengguna/").content.decode()
    assert "Akun yang terkunci tidak diundang" not in again  # told once


def test_what_went_well_sends_on_as_before() -> None:
    user = user_with("operator")
    client = client_of(user_with("administrator"))
    assert (
        client.post(f"/pengguna/{user.pk}/undangan/", {"reason": "lupa sandi"}).status_code == 302
    )


def test_an_earlier_error_that_was_not_read_yet_holds_up_nobody() -> None:
    """The error stands on the page of words, or on the next page; never twice."""
    shut, user = locked(), user_with("operator")
    client = client_of(user_with("administrator"))
    assert client.post(f"/pengguna/{shut.pk}/undangan/").status_code == 302  # no words: told later
    answer = client.post(f"/pengguna/{user.pk}/undangan/", {"reason": "lupa sandi"})
    assert answer.status_code == 302


@pytest.fixture
def broken_client(monkeypatch: pytest.MonkeyPatch) -> Client:
    """The head's browser; the page that signs a list meets an error of the program."""

    def fails(_request: HttpRequest) -> str:
        raise RuntimeError("uji")

    monkeypatch.setattr(deciding, "_reason", fails)
    client = client_of(user_with("head"))
    client.raise_request_exception = False
    return client


def test_an_error_of_the_program_gives_the_words_back_without_scripts(
    broken_client: Client,
) -> None:
    sent = {"reason": "Sudah diperiksa bersama lurah.", "answer": "approve", "ya": "ya"}
    answer = broken_client.post("/program/daftar/0123456789abcdef/cabut/", sent)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Sudah diperiksa bersama lurah." in page
    assert "Kirim lagi" in page
    assert "uji" not in re.sub("diuji|penguji", "", page)


def test_every_label_of_a_written_field_is_said() -> None:
    assert all(str(label) for label in WRITTEN.values())
