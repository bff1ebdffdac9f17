"""The portal: what a resident is told, what a stranger is not, and a request from the form to the
letter."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desil.accounts.residents.attempts import Limit, forget_old_attempts, is_within
from desil.accounts.session import journal_of_office
from desil.audit.models import AuditEvent
from tests.numbers_of_people import card_number, member_nik
from tests.portal_visitor import (
    BORN,
    FAMILY,
    NIK,
    ask,
    check,
    code_for,
    inside,
    token_of,
    visitor,
)
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")

ASKED = rows_of(
    """
    | nik              | card                | page                   | why                        |
    | 3275011705800001 | 3275010101200001    | Desil 2                | the head of a family       |
    | 3275011705810001 | 3275.0101.0120.0001 | Desil 2                | a member, dots in the card |
    | 3275011705800002 | 3275010101200002    | Desil 7                | another family             |
    | 3275011705800003 | 3275010101200003    | Belum ada desil        | an unranked family         |
    | 3275011705800001 | 3275010101200002    | Tidak cocok            | another family's card      |
    | 3275011705800001 | 3275010101209999    | Tidak cocok            | a card that nobody has     |
    | 3275011705809999 | 3275010101200001    | Tidak cocok            | a NIK that nobody has      |
    | 327501170580001  | 3275010101200001    | NIK ada 16 angka       | a digit too few            |
    | 3275011705800001 | 327501010120000     | Nomor KK ada 16 angka  | a digit of the card gone   |
    | 3275011705800001 | 17-5-1980           | Nomor KK ada 16 angka  | the birth date for a card  |
    """
)


@pytest.mark.parametrize("row", ASKED, ids=lambda r: r["why"])
def test_the_status_is_told_to_whoever_knows_nik_and_family_card(row: dict[str, str]) -> None:
    page = check(visitor(), row["nik"], row["card"])
    assert row["page"] in page
    assert "ORANG BUATAN" not in page
    if row["page"] in {"Tidak cocok", "NIK ada 16 angka", "Nomor KK ada 16 angka"}:
        assert "Menurut rilis nasional" not in page


def test_a_photographed_ktp_shows_no_status() -> None:
    """A KTP has the NIK, the name, the address and the birth date, but not the card's number."""
    page = ask(visitor(), "/warga/cek/", nik=NIK, birth_date=BORN)
    assert "Desil 2" not in page
    assert "Menurut rilis nasional" not in page


def test_a_wrong_card_and_a_nik_of_nobody_get_the_same_page_by_the_same_work() -> None:
    pages, statements = set(), set()
    other = "3275010101200002"
    check(visitor(), card=other)  # the first event of a log names its keys
    for nik, card in ((NIK, other), ("3275011705809999", FAMILY), ("3275011705800888", other)):
        client = visitor()
        form = client.get("/warga/cek/").content.decode()
        told = {"token": token_of(form), "nik": nik, "family_card": card}
        with CaptureQueriesContext(connection) as caught:
            answer = client.post("/warga/cek/", told)
        pages.add((answer.status_code, re.sub(r'value="[^"]{40,}"', "", answer.content.decode())))
        statements.add(tuple(re.sub(r"'[^']*'|\d+", "?", q["sql"]) for q in caught))
    assert len(pages) == 1
    assert len(statements) == 1


def test_each_check_is_recorded_and_shown_to_whom_it_concerns() -> None:
    check(visitor())
    event = AuditEvent.objects.filter(verb="STATUS_CHECK").get()
    journal = journal_of_office()
    assert set(event.subjects) == {journal.family(FAMILY), journal.person(NIK)}
    check(visitor(), card="3275010101200003")
    assert list(AuditEvent.objects.latest("sequence").subjects) == []


def test_a_pair_of_address_and_number_is_tried_five_times_whoever_exists() -> None:
    for nik in (NIK, "3275011705809999"):
        pages = [check(visitor(), nik, "3275010101209999") for _ in range(7)]
        assert ["Terlalu banyak" in page for page in pages] == [False] * 5 + [True] * 2


def test_a_strangers_wrong_tries_do_not_shut_the_resident_out() -> None:
    for place in range(20):
        for _ in range(6):
            check(visitor(f"203.0.113.{place}"), NIK, f"32750101012099{place:02d}")
    assert "Terlalu banyak" in check(visitor("203.0.113.1"))
    assert "Desil 2" in check(visitor("198.51.100.7"))
    for _ in range(8):
        ask(visitor("203.0.113.50"), "/warga/masuk/", nik=NIK, birth_date=BORN, code="SALAH")
    page = ask(
        visitor("198.51.100.8"), "/warga/masuk/", nik=NIK, birth_date=BORN, code=code_for(NIK)
    )
    assert "Siapa yang melihat data Anda" in page


def test_right_answers_are_not_counted_against_whoever_gives_them() -> None:
    assert all("Desil 2" in check(visitor()) for _ in range(8))


def test_the_status_tells_no_more_than_the_question_needs() -> None:
    page = check(visitor())
    for word in ("urutan", "Belum memenuhi syarat", NIK, FAMILY, "ORANG BUATAN"):
        assert word not in page


def test_an_address_that_the_caller_writes_into_a_header_counts_for_nothing() -> None:
    told = [
        Client(headers={"host": "localhost", "x-forwarded-for": f"203.0.113.{n % 250}"})
        for n in range(62)
    ]
    pages = [check(c, member_nik(card_number(n + 1), 9)) for n, c in enumerate(told)]
    assert "Terlalu banyak" not in pages[59]
    assert "Terlalu banyak" in pages[60]


def test_a_form_is_taken_once_and_only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor()
    told = {"token": token_of(client.get("/warga/cek/").content.decode()), "nik": NIK,
            "family_card": FAMILY}  # fmt: skip
    assert "Desil 2" in client.post("/warga/cek/", told).content.decode()
    again = client.post("/warga/cek/", told)
    assert (again.status_code, "sudah dikirim" in again.content.decode()) == (429, True)
    forged = client.post("/warga/cek/", {**told, "token": "WyJ4IiwxXQ:1abc:def"})
    assert forged.status_code == 429


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe\x00", b"nik=" + b"1" * 200_000, b"nik[]=1&family_card=x&token=y" * 400],
)
def test_bodies_that_are_broken_or_too_large_are_answered_calmly(body: bytes) -> None:
    answer = visitor().post("/warga/cek/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 400, 413, 429)


def test_tickets_are_not_guessed() -> None:
    client = visitor()
    pages = [ask(client, "/warga/tiket/", ticket="0" * 16, birth_date=BORN) for _ in range(22)]
    assert all("Menunggu" not in page for page in pages)
    assert "Terlalu banyak" in pages[-1]


def test_a_page_weighs_less_than_thirty_kilobytes_with_all_its_files() -> None:
    client = inside()
    for path in ("/warga/", "/warga/cek/", "/warga/masuk/", "/warga/tiket/", "/warga/data-saya/",
                 "/warga/ajukan/", "/warga/data/"):  # fmt: skip
        page = client.get(path, headers={"accept-encoding": "gzip"})
        assert "<script" not in gzip.decompress(page.content).decode()
        files = re.findall(
            r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page.content).decode()
        )
        weight = len(page.content)
        for file in files:
            sent = client.get(file, headers={"accept-encoding": "gzip"})
            body = b"".join(sent.streaming_content) if sent.streaming else sent.content
            weight += len(gzip.compress(body))
        assert 1_000 < weight <= 30_000, path


def test_a_limit_is_exact_however_many_ask_at_once() -> None:
    limit, at = Limit("number", 5, timedelta(hours=1)), timezone.now()

    def one(_: int) -> bool:
        try:
            return is_within(limit, NIK, secret="x", at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(24))) == 5
    assert is_within(limit, NIK, secret="x", at=at + timedelta(hours=1))
    assert forget_old_attempts(at + timedelta(hours=3)) >= 1
