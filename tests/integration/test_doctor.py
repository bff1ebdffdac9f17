"""The doctor asks the database server and the home's owner, and prints no password."""

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from typer.testing import CliRunner

from desil.cli.main import app
from desil.database.server.server import Server
from tests.register_server import TEMPLATE, copy_database


def doctor_report(home: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> tuple[int, str]:
    monkeypatch.setenv("DESIL_DATABASE_URL", url)
    done = CliRunner().invoke(app, ["doctor", "--json", "--home", str(home)])
    return done.exit_code, done.output


def test_a_server_that_answers_is_ready(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = doctor_report(tmp_path / "home", monkeypatch, copy_database(server, TEMPLATE))
    assert (code, "menjawab, versi" in said) == (0, True)


def test_a_server_that_does_not_answer_is_told_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql://petugas:rahasia@127.0.0.1:1/desil"
    code, said = doctor_report(tmp_path / "home", monkeypatch, url)
    assert (code, "tidak dapat dihubungi" in said, "rahasia" in said) == (6, True, False)


def test_an_owner_without_the_office_s_role_is_told_the_statement(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = copy_database(server, TEMPLATE)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create role tanpa_kantor login")
        try:
            own = make_conninfo(url, options="-c role=tanpa_kantor")
            code, said = doctor_report(tmp_path / "home", monkeypatch, own)
        finally:
            connection.execute("drop role tanpa_kantor")
    assert (code, "grant desil_office to PEMILIK" in said) == (6, True)
