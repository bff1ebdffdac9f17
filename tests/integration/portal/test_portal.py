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
from tests.portal_visitor import BORN, FAMILY, NIK, ask, check, inside, token_of, visitor
from tests.table import rows_of

pytestmark = pytest.mark.usefixtures("register")

ASKED = rows_of(
    """
    | nik              | born      | page                   | why                            |
    | 7501010120000100 | 17-5-1980 | Desil 2                | the head of a ranked family    |
    | 7501010120000101 | 17/5/1981 | Desil 2                | a member, another way of dates |
    | 7501010120000200 | 17-5-1980 | Desil 7                | another family                 |
    | 7501010120000300 | 17-5-1980 | Belum ada desil        | an unranked family             |
    | 7501010120000100 | 18-5-1980 | Tidak cocok            | a wrong birth date             |
    | 0000000000009999 | 17-5-1980 | Tidak cocok            | a NIK that nobody has          |
    | 000000000000100  | 17-5-1980 | NIK ada 16 angka       | a digit too few                |
    | 7501010120000100 | 31-2-1980 | Tulis hari             | no such day                    |
    """
)


@pytest.mark.parametrize("row", ASKED, ids=lambda r: r["why"])
def test_the_status_is_told_to_whoever_knows_nik_and_birth_date(row: dict[str, str]) -> None:
    page = check(visitor(), row["nik"], row["born"])
    assert row["page"] in page
    assert "ORANG BUATAN" not in page


def test_a_wrong_birth_date_and_a_nik_of_nobody_get_the_same_page_by_the_same_work() -> None:
    pages, statements = set(), set()
    for nik, born in ((NIK, "1-1-1980"), ("0000000000009999", BORN), ("0000000000000888", BORN)):
        client = visitor()
        form = client.get("/warga/cek/").content.decode()
        told = {"token": token_of(form), "nik": nik, "birth_date": born}
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
    check(visitor(), born="1-1-1970")
    assert list(AuditEvent.objects.latest("sequence").subjects) == []


def test_one_number_is_tried_five_times_an_hour_whoever_asks_and_whoever_exists() -> None:
    for nik in (NIK, "0000000000009999"):
        pages = [check(visitor(f"198.51.100.{n}"), nik, "1-1-1980") for n in range(7)]
        assert ["Terlalu banyak" in page for page in pages] == [False] * 5 + [True] * 2


def test_an_address_that_the_caller_writes_into_a_header_counts_for_nothing() -> None:
    told = [
        Client(headers={"host": "localhost", "x-forwarded-for": f"203.0.113.{n % 250}"})
        for n in range(62)
    ]
    pages = [check(c, f"{n:016d}", "1-1-1980") for n, c in enumerate(told)]
    assert "Terlalu banyak" not in pages[59]
    assert "Terlalu banyak" in pages[60]


def test_a_form_is_taken_once_and_only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor()
    told = {"token": token_of(client.get("/warga/cek/").content.decode()), "nik": NIK,
            "birth_date": BORN}  # fmt: skip
    assert "Desil 2" in client.post("/warga/cek/", told).content.decode()
    again = client.post("/warga/cek/", told)
    assert (again.status_code, "sudah dikirim" in again.content.decode()) == (429, True)
    forged = client.post("/warga/cek/", {**told, "token": "WyJ4IiwxXQ:1abc:def"})
    assert forged.status_code == 429


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe\x00", b"nik=" + b"1" * 200_000, b"nik[]=1&birth_date=x&token=y" * 400],
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
