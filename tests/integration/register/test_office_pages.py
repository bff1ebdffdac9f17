"""The office's first page, as a browser without JavaScript gets it."""

import csv
import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desil.engine.progress import Silent
from desil.publication.action import publish
from desil.register.register import start_django
from tests.people import signed_in
from tests.register_runs import families_of, many_families, write_run

FAMILIES = families_of(
    """
    | family | village    | size | 2025-09-17 | 2026-01-23 |
    | 1      | 3275010009 | 4    | 1          | 2          |
    | 2      | 3275010011 | 3    | 7          | 7          |
    | 3      | 3275040006 | 2    | belum      | 5          |
    | 4      | 3275040006 | 1    | belum      |            |
    """
)
NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def browser(empty_register: str) -> Client:
    return signed_in("operator")


@pytest.fixture
def register(tmp_path: Path, empty_register: str) -> str:
    run = write_run(tmp_path / "run", FAMILIES)
    publish(run, url=empty_register, by="petugas", at=NOW, progress=Silent())
    return empty_register


@pytest.mark.usefixtures("empty_register")
def test_before_the_first_publication_it_says_what_to_run(browser: Client) -> None:
    page = browser.get("/")
    assert page.status_code == 200
    for command in ("desil intake dtsen", "desil run", "desil publish"):
        assert command in page.text


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", ["Kota Bekasi", "20", "Pondokgede", "Bekasi Timur", "23 Januari 2026"]),
        ("/?rilis=2025-09-17", ["17 September 2025", "Belum diperingkat"]),
        ("/?rinci=kelurahan", ["Jatiwaringin", "Bekasijaya"]),
        ("/wilayah/3275010/", ["Pondokgede", "Jaticempaka", "Kecamatan"]),
        ("/wilayah/3275010009/?satuan=jiwa", ["Jatiwaringin", "Kelurahan"]),
    ],
)
def test_pages_show_their_area(browser: Client, address: str, shown: list[str]) -> None:
    page = browser.get(address)
    assert page.status_code == 200
    assert [text for text in shown if text not in page.text] == []


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "address",
    [
        "/wilayah/9999/",
        "/wilayah/1/",
        "/wilayah/3275010008/",
        "/?rilis=2020-01-01",
        "/?rilis=kemarin",
        "/?satuan=ayam",
        "/tidak-ada/",
    ],
)
def test_what_the_register_has_not_is_not_found(browser: Client, address: str) -> None:
    page = browser.get(address)
    assert page.status_code == 404
    assert "Halaman ini tidak ada" in page.text


@pytest.mark.usefixtures("register")
def test_the_file_has_the_same_figures(browser: Client) -> None:
    answer = browser.get("/wilayah/3275010.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(r["nama"], r["satuan"], r["desil_2"], r["jumlah"]) for r in rows] == [
        ("Pondokgede", "keluarga", "1", "2"),
        ("Pondokgede", "jiwa", "4", "7"),
        ("Jatiwaringin", "keluarga", "1", "1"),
        ("Jatiwaringin", "jiwa", "4", "4"),
        ("Jaticempaka", "keluarga", "0", "1"),
        ("Jaticempaka", "jiwa", "0", "3"),
    ]


@pytest.mark.usefixtures("register")
def test_english_is_chosen_by_a_button_and_kept(browser: Client) -> None:
    assert "Belum diperingkat" in browser.get("/", headers={"accept-language": "en"}).text
    browser.post("/bahasa/", {"language": "en", "next": "/"})
    page = browser.get("/")
    assert "Not ranked yet" in page.text
    assert '<html lang="en">' in page.text


@pytest.mark.usefixtures("register")
def test_headers_forbid_what_the_page_does_not_need(browser: Client) -> None:
    headers = browser.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.usefixtures("register")
def test_no_person_or_family_is_on_the_page(browser: Client) -> None:
    for address in ("/", "/?rinci=kelurahan", "/wilayah/3275040006/", "/wilayah/3275.csv"):
        page = browser.get(address)
        assert b"ORANG BUATAN" not in page.content
        assert b"000000000000000" not in page.content


def test_the_first_page_is_small_and_asks_little(
    browser: Client, tmp_path: Path, empty_register: str
) -> None:
    run = write_run(tmp_path / "run", many_families(300))
    publish(run, url=empty_register, by="petugas", at=NOW, progress=Silent())
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/")
    style = b"".join(browser.get("/static/ui/desil.css").streaming_content)
    assert len(gzip.compress(page.content)) + len(gzip.compress(style)) < 60_000
    assert len(asked) <= 10  # six of them for the page; who asks, and their territory


@pytest.mark.parametrize("app", ["registry", "accounts", "audit"])
def test_migrations_make_the_models_as_they_are(
    app: str, empty_register: str, tmp_path: Path
) -> None:
    start_django(tmp_path, empty_register)
    call_command("makemigrations", app, check=True, dry_run=True, verbosity=0)
