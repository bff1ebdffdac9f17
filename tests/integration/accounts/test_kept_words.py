"""A session that ends, an old page or a second clerk takes no typed words away."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from desil.accounts.rules import Openness, rule_of
from desil.accounts.sessions.form_draft import KEPT_FOR
from desil.cases.models import Case
from desil.cases.territory_scope import seeing_city
from tests.case_office import entered, fill_case_office
from tests.case_pictures import picture
from tests.case_walk import take_step, walked_to
from tests.filled_registers import Filled
from tests.people import client_of, signed_in, user_with

WORDS = "Lantai rumah kami tanah, dindingnya bambu."


@pytest.fixture(autouse=True)
def register(filled: Filled) -> str:
    """A register whose families may have cases."""
    return filled(fill_case_office)


def idle(client: Client) -> Client:
    """The same browser after an hour without a request."""
    session = SessionStore(client.cookies["sessionid"].value)
    session["desil_times"] = (0, 0)
    session.save()
    return client


def addresses() -> list[str]:
    """Every address of the office that takes a form, with something in the place of its parts."""
    found = []
    for pattern in get_resolver("desil.office.urls").url_patterns:
        assert isinstance(pattern, URLPattern | URLResolver)
        rule = rule_of(pattern.callback) if isinstance(pattern, URLPattern) else None
        reads_itself = getattr(pattern.callback, "csrf_exempt", False)  # a large upload
        if rule is not None and rule.openness is not Openness.PUBLIC and not reads_itself:
            found.append("/" + re.sub(r"<(\w+):\w+>", lambda m: {"int": "7"}.get(m[1], "x"),
                                      str(pattern.pattern)))  # fmt: skip
    return found


def test_every_form_of_the_office_gives_the_words_back_when_the_session_has_ended() -> None:
    user = user_with("operator")
    assert len(addresses()) > 90
    for address in addresses():
        answer = idle(client_of(user)).post(address, {"note": WORDS, "seen": "3"})
        page = answer.content.decode()
        assert WORDS in page, address
        assert 'name="seen" value="3"' in page, address
        assert answer.headers["X-Desil-First"].startswith("/masuk/"), address
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_large_upload_is_told_by_a_header_what_comes_first() -> None:
    told = {"source": SimpleUploadedFile("a.csv", b"x")}
    client = idle(signed_in("data_officer"))
    answer = client.post("/kiriman/serahkan/", told, headers={"X-Desil-Form": "1"})
    assert (answer.status_code, answer.headers["X-Desil-First"][:7]) == (409, "/masuk/")


def kept_fields(page: str) -> dict[str, str]:
    """The hidden fields of the page that holds what was typed."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: text for name, text in hidden if name not in {"csrfmiddlewaretoken", "next"}}


def test_the_words_are_sent_again_after_the_sign_in_by_the_same_person_alone() -> None:
    case = entered().case
    user = user_with("operator")
    address = f"/permohonan/{case.number}/tindakan/note/"
    page = idle(client_of(user)).post(address, {"note": WORDS, "seen": "2"}).content.decode()
    told = kept_fields(page)
    assert told["note"] == WORDS
    assert told[KEPT_FOR]
    assert signed_in("operator").post(address, told).status_code == 403  # somebody else
    with seeing_city():
        assert not Case.objects.get().history.filter(note=WORDS).exists()
    assert client_of(user).post(address, told).status_code == 302
    with seeing_city():
        assert Case.objects.get().history.filter(note=WORDS).exists()


def test_a_photo_is_asked_for_again_by_its_name() -> None:
    case = entered().case
    client = idle(signed_in("operator"))
    told = {"document": "ktp", "content": SimpleUploadedFile("ktp-siti.jpg", picture())}
    page = client.post(f"/permohonan/{case.number}/berkas/", told).content.decode()
    assert "Pilih lagi berkas ktp-siti.jpg" in page
    assert 'type="file" name="content"' in page


def test_an_old_token_gives_the_words_back_to_a_page_of_ours_alone() -> None:
    case = entered().case
    browser = client_of(user_with("operator"), csrf=True)
    address = f"/permohonan/{case.number}/tindakan/note/"
    told = {"note": WORDS, "csrfmiddlewaretoken": "x" * 64}
    stranger = browser.post(address, told, headers={"Origin": "https://lain.example"})
    assert WORDS not in stranger.content.decode()
    own = browser.post(address, told, headers={"Origin": "http://localhost"})
    assert (own.status_code, WORDS in own.content.decode()) == (403, True)
    assert own.headers["X-Desil-Token"]


def test_no_password_is_given_back() -> None:
    client = idle(signed_in("operator"))
    told = {"password": "rahasia sekali", "note": "a b c"}
    page = client.post("/permohonan/x/tindakan/note/", told)
    assert "rahasia sekali" not in page.content.decode()


def test_a_second_clerk_sees_both_and_sends_again() -> None:
    case = walked_to("verify")
    first, second = signed_in("verifier"), signed_in("verifier")
    other = {"note": "Saya periksa.", "seen": "1"}
    first.post(f"/permohonan/{case.number}/tindakan/note/", other)
    told = {"reason": "A2", "note": WORDS, "seen": str(case.events)}
    address = f"/permohonan/{case.number}/tindakan/return/"
    answer = second.post(address, told).content.decode()
    assert "sudah berubah sejak halaman ini dibuka" in answer
    assert WORDS in answer
    assert "Saya periksa." in answer
    fresh = re.findall(r'name="seen" value="(\d+)" id="return_seen"', answer)[0]
    assert second.post(address, told | {"seen": fresh}).status_code == 302


def test_words_for_a_step_that_is_over_are_shown() -> None:
    case = walked_to("finalise")
    lurah = signed_in("lurah")
    told = {"note": WORDS, "seen": "1"}
    take_step(case)
    page = lurah.post(f"/permohonan/{case.number}/tindakan/advance/", told).content.decode()
    assert WORDS in page
    assert "Isian Anda belum tersimpan" in page
