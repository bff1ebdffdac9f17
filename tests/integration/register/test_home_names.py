"""A home may be called anything: the register opens, or the command says why it does not."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from desil.database.server.address import database_of
from desil.database.server.binaries import installed_binaries
from desil.database.server.server import open_server
from tests.hand_over import A_CHILD, A_FAMILY, A_HEAD, FAMILY_HEADERS, MEMBER_HEADERS
from tests.register_server import short_folder

SEARCH_PATH = os.environ["PATH"]
pytestmark = pytest.mark.skipif(
    not installed_binaries(SEARCH_PATH), reason="PostgreSQL 15 or newer is not installed"
)
NAMES = {
    "spaces": "Data DTSEN kota ",
    "percent": "100%",
    "an escape": "a%20b%2Fc",
    "an address": "postgresql:a&b=c?host=x#y",
    "quotes": 'O\'Neil "satu"',
    "a comma": "Bekasi, 2026",
    "a backslash": "a\\b\\",
    "letters of elsewhere": "Daftar é 张 ꦗꦮ",
    "shell and globs": "$HOME;*[a]{b}~`:+@!",
    "a long name": "x" * 145,
    "a line feed": "dua\nbaris",
}
WALKED = "Data DTSEN 100% a&b=c #1 'x' \"y\" a%20b é张 \\;$ [baru]{a} *?"


@pytest.fixture
def folder() -> Iterator[Path]:
    with short_folder() as made:
        yield made


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_the_server_of_a_home_of_any_name_answers(name: str, folder: Path) -> None:
    with open_server(folder / name, search_path=SEARCH_PATH, synced=False) as server:
        with server.connect() as connection:
            assert connection.execute("select current_database()").fetchone() == ("desil",)
            host = connection.info.host
        with open_server(folder / name, search_path=SEARCH_PATH) as shared:
            assert shared.origin == "berbagi"
        assert database_of(server.url)["HOST"] == host


@pytest.mark.parametrize("temporary", ["a, b", "y" * 120])
def test_a_temporary_folder_that_cannot_hold_a_socket_is_passed_over(
    temporary: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / temporary).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / temporary))
    with open_server(folder / "a, b", search_path=SEARCH_PATH, synced=False) as server:
        server.connect().close()


def _files(folder: Path) -> list[Path]:
    """The two files of one family."""
    tables = {
        "keluarga.csv": (FAMILY_HEADERS, [A_FAMILY]),
        "anggota.csv": (MEMBER_HEADERS, [A_HEAD, A_CHILD]),
    }
    for name, (headers, rows) in tables.items():
        lines = ["|".join(headers), *("|".join(r.get(h, "") for h in headers) for r in rows)]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [folder / name for name in tables]


def _ask(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_way_from_a_file_to_the_recap_works_in_a_home_of_any_name(folder: Path) -> None:
    home = ("--home", folder / WALKED)
    files = _files(folder)
    _ask("intake", "dtsen", *files, "--date", "2026-01-23", *home, "--quiet")
    (delivery,) = json.loads(_ask("deliveries", "--json", *home))
    _ask("quarantine", delivery["id"], *home)
    _ask("run", *home, "--quiet")
    _ask("publish", *home, "--quiet")
    (city,) = json.loads(_ask("recap", "--json", *home))
    assert city["families"]["total"] == 1
    _ask("users", "list", *home)
    _ask("audit", "verify", *home)
    _ask("worker", "--once", *home)
    _ask("export", folder / WALKED / "keluar", *home, "--quiet")
