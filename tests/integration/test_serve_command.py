"""`desil serve` as an administrator types it: its own database, its own two processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner

from desil.cli.main import app
from desil.dictionary.declarations.home_files import read_home_files
from desil.errors import UsageFault
from tests.hand_over import release_files
from tests.register_server import short_folder

_COMMAND = "from desil.cli.main import main; main()"
_PATIENCE = 120


@pytest.fixture
def home() -> Iterator[Path]:
    """A home with one published family, whose database is not running."""
    with short_folder() as folder:
        made = folder / "home"
        files = [str(f) for f in release_files(folder / "files")]
        for words in (
            ["intake", "dtsen", *files, "--date", "2026-01-23", "--quiet"],
            ["run", "--quiet"],
            ["publish", "--quiet"],
        ):
            done = CliRunner().invoke(app, [*words, "--home", str(made)], catch_exceptions=False)
            assert done.exit_code == 0, done.output
        yield made


def _answer(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(_PATIENCE * 2):
        assert process.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise AssertionError("the server never answered")


def _free_port() -> int:
    with socket.socket() as any_free:
        any_free.bind(("127.0.0.1", 0))
        return int(any_free.getsockname()[1])


def test_the_office_answers_from_its_own_database(home: Path) -> None:
    port = _free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DESIL"))}
    process = subprocess.Popen(
        [sys.executable, "-c", _COMMAND, "serve", "--home", str(home), "--port", str(port)],
        env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert "Masuk" in _answer(f"http://localhost:{port}/masuk/", process)
        assert "NIK" in _answer(f"http://localhost:{port}/warga/cek/", process)
    finally:
        process.terminate()
        process.wait(30)


def test_the_office_does_not_open_with_a_faulty_declaration(tmp_path: Path) -> None:
    (tmp_path / "deliveries" / "dtsen").mkdir(parents=True)
    (tmp_path / "roles.yaml").write_text("roles:\n  clerk: {label: x}\n", encoding="utf-8")
    command = ["serve", "--home", str(tmp_path), "--port", str(_free_port())]
    asked = CliRunner().invoke(app, command)
    read_home_files(settings.DESIL_HOME)
    assert isinstance(asked.exception, UsageFault)
    assert "roles.yaml baris 2" in asked.exception.message
