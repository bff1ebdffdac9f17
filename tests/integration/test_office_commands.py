"""`desil users` and `desil audit` as an administrator types them."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from desil.cli.main import app
from desil.cli.register import held_register
from desil.errors import CheckFailed, Conflict, NotFound, Refused
from tests.register_server import short_folder


def ask(home: Path, *arguments: object) -> str:
    told = [str(a) for a in arguments] + (["--home", str(home)] if home else [])
    done = CliRunner().invoke(app, told, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with short_folder() as folder:
        made = folder / "home"
        made.mkdir()
        ask(made, "users", "add", "siti", "--name", "Siti", "--role", "operator",
            "--village", "3275010008", "--url", "https://desil.example")  # fmt: skip
        yield made


def test_a_user_is_added_with_an_invitation(home: Path) -> None:
    listed = json.loads(ask(home, "users", "list", "--json"))
    assert listed == [
        {
            "username": "siti",
            "name": "Siti",
            "roles": ["operator"],
            "territory": ["3275010008"],
            "is_active": True,
        }
    ]
    assert "https://desil.example/undangan/" in ask(
        home, "users", "invite", "siti", "--url", "https://desil.example"
    )


def test_roles_that_exclude_each_other_and_unknown_users_are_told(home: Path) -> None:
    with pytest.raises(Conflict):
        ask(home, "users", "roles", "siti", "--role", "operator", "--role", "verifier")
    with pytest.raises(NotFound):
        ask(home, "users", "lock", "nobody")
    with pytest.raises(Refused):
        ask(home, "users", "demo")


def test_rights_change_with_a_reason_sessions_end_and_a_second_factor_that_is_not_there_is_told(
    home: Path,
) -> None:
    ask(home, "users", "territory", "siti", "--village", "3275010009", "--reason", "pindah tugas")
    ask(home, "users", "roles", "siti", "--role", "lurah", "--reason", "menjadi lurah")
    assert "0 sesi siti diakhiri" in ask(home, "users", "sessions", "siti")
    with pytest.raises(Conflict):
        ask(home, "users", "factors", "siti", "--reason", "ponsel hilang")
    with held_register(home, "test") as register, psycopg.connect(register.url) as connection:
        told = connection.execute(
            "select verb, payload::json ->> 'reason' from audit_event"
            " where verb like 'USER_%%' order by sequence"
        ).fetchall()
    assert ("USER_TERRITORY_SET", "pindah tugas") in told
    assert ("USER_ROLES_SET", "menjadi lurah") in told
    assert "USER_SESSIONS_END" in {verb for verb, _ in told}
    ask(home, "users", "roles", "siti", "--role", "operator")
    ask(home, "users", "territory", "siti", "--village", "3275010008")


def test_an_event_is_proved_to_others_and_a_changed_log_is_told(home: Path, tmp_path: Path) -> None:
    ask(home, "audit", "checkpoint")
    key = ask(home, "audit", "key").strip()
    proof = tmp_path / "proof.json"
    proof.write_text(ask(home, "audit", "prove", 1, "--open"))
    checked = CliRunner().invoke(app, ["audit", "check", str(proof), "--key", key])
    assert "Sah: peristiwa 1" in checked.output
    assert json.loads(ask(home, "audit", "verify", "--json"))["intact"]
    changed = ask(home, "audit", "change-key", "--reason", "petugas baru")
    assert "kunci baru" in changed
    assert ask(home, "audit", "key").strip() != key
    ask(home, "audit", "checkpoint")
    assert json.loads(ask(home, "audit", "verify", "--register", "--json"))["register"] == []
    ask(home, "audit", "erase", 1, "--reason", "permintaan 12")
    assert json.loads(ask(home, "audit", "verify", "--json"))["erased"] == 1
    with held_register(home, "test") as register, psycopg.connect(register.url) as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute("update audit_event set actor = 'user:9' where sequence = 2")
    with pytest.raises(CheckFailed, match="Peristiwa 2: pokoknya diubah"):
        ask(home, "audit", "verify")
