"""The public page of open data: the same figures as the files, and the files as the command writes
them."""

import re
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from desil.cli.main import app
from desil.open_data.folder.contents import FILE_NAMES
from tests.filled_registers import Filled
from tests.open_data_run import publish_groups
from tests.table import rows_of

SHOWN = """
| address                                | area         | cells                                                | why                         |
| /warga/data/                           | Jatiwaringin | 51–54 30 1–4 0 0 0 0 20 0 0 0 0                      | two families are not told   |
| /warga/data/                           | Bekasi Timur | 29 20 0 0 0 0 0 0 0 0 0 9                            | nothing is small            |
| /warga/data/?satuan=jiwa               | Jatiwaringin | ≥ 150 90 * 0 0 0 0 60 0 0 0 0                        | nor are the people in them  |
| /warga/data/?program=PKH.waiting       | Jaticempaka  | 1–4 1–4 0 0 0 0 0 0 0 0 0 0                          | three wait                  |
| /warga/data/?program=PKH.eligible      | Jaticempaka  | 11–14 11–14 0 0 0 0 0 0 0 0 0 0                      | the sum would give them away |
| /warga/data/?program=PIP.eligible      | Kota Bekasi  | 50–56 49–52 1–4 0 0 0 0 0 0 0 0 0                    | a programme without a list  |
"""  # noqa: E501 - a table that is read as a table


def fill_groups(home: Path, url: str) -> None:
    """A filling: families of which some are few are published."""
    publish_groups(url, home / "run")


@pytest.fixture
def register(filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Families of which some are few; the home is empty and nothing is kept."""
    url = filled(fill_groups)
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setattr(settings, "DESIL_HOME", home)
    monkeypatch.setenv("DESIL_DATABASE_URL", url)
    cache.clear()
    return url


def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def page(address: str) -> str:
    answer = visitor().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def cells_of(text: str, area: str) -> str:
    found = re.search(rf'<th scope="row">{area}</th>(.*?)</tr>', text, re.DOTALL)
    assert found, area
    return " ".join(re.findall("<td>(.*?)</td>", found[1]))


@pytest.mark.parametrize("row", rows_of(SHOWN), ids=lambda r: r["why"])
def test_the_page_tells_what_the_files_tell(register: str, row: dict[str, str]) -> None:
    assert cells_of(page(row["address"]), row["area"]) == row["cells"]


def test_the_files_are_those_that_the_command_writes(register: str, tmp_path: Path) -> None:
    arguments = ["open-data", str(tmp_path / "terbuka"), "--home", str(tmp_path / "home")]
    assert CliRunner().invoke(app, arguments, catch_exceptions=False).exit_code == 0
    for name in FILE_NAMES:
        answer = visitor().get(f"/warga/data/{name}")
        assert answer.content == (tmp_path / "terbuka" / name).read_bytes(), name
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.cookies == {}
    assert visitor().get("/warga/data/rahasia.csv").status_code == 404


def test_what_is_kept_gives_way_when_a_list_is_revoked(register: str) -> None:
    assert "PKH.waiting" in page("/warga/data/")
    with psycopg.connect(register) as owner:
        owner.execute("update work_programme_list set state = 'replaced'")
    text = page("/warga/data/")
    assert ("PKH.waiting" in text, "PKH.eligible" in text) == (False, True)


def test_families_are_counted_once_and_then_kept(register: str) -> None:
    with CaptureQueriesContext(connection) as first:
        page("/warga/data/")
    with CaptureQueriesContext(connection) as again:
        page("/warga/data/?satuan=jiwa")
    assert any("family_answer" in q["sql"] for q in first)
    assert not any("family_answer" in q["sql"] for q in again)


def test_nobody_is_on_the_page_and_it_has_no_script(register: str) -> None:
    text = page("/warga/data/?program=PKH.listed")
    assert "ORANG BUATAN" not in text
    assert "<script" not in text
    assert not re.search(r"\d{16}", text)


def test_before_anything_is_published_the_page_says_so(
    empty_register: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    assert "Belum ada data" in page("/warga/data/")
    assert visitor().get("/warga/data/deciles.csv").status_code == 404


def test_a_programme_that_is_not_there_is_not_found(register: str) -> None:
    assert visitor().get("/warga/data/?program=PKH.rahasia").status_code == 404
