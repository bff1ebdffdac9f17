"""What a user reads when the database does not let in, is not the right one or lacks a right: one
exit code, one sentence, what to do next; never a traceback or a password."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from typer.testing import CliRunner

from desil.cli.main import app
from desil.database.office_role import office_address
from desil.database.server.server import Server
from desil.register.register import open_register
from tests.command_fault import SECRET, fault_of, said
from tests.register_server import address_of, copy_database, drop_database


@pytest.fixture
def locked_door(server: Server) -> Iterator[Server]:
    """The server, with a database `sandi` that asks for a password."""
    with server.connect(autocommit=True) as connection:
        connection.execute("create database sandi")
        connection.execute("create role tamu login password 'yang-benar'")
        rules = Path(str(connection.execute("show hba_file").fetchone()[0]))  # type: ignore[index]
        before = rules.read_text()
        rules.write_text("local sandi all scram-sha-256\n" + before)
        connection.execute("select pg_reload_conf()")
        yield server
        rules.write_text(before)
        connection.execute("select pg_reload_conf()")
        connection.execute("drop database sandi with (force)")
        connection.execute("drop role tamu")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"dbname": "sandi", "user": "tamu", "password": SECRET}, "kata sandi"),
        ({"dbname": "sandi", "user": "tamu"}, "kata sandi"),
        ({"dbname": "tidak_ada"}, "basis datanya tidak ada"),
        ({"user": "bukan_siapa"}, "tidak menerima pengguna ini"),
        ({"host": "/tidak/ada"}, "tidak menjawab"),
        ({"host": "127.0.0.1", "port": "1", "password": SECRET}, "tidak menjawab"),
        ({"host": f"{SECRET}.invalid"}, "nama servernya tidak dikenal"),
        ({"port": "abc"}, "tidak dapat dibaca"),
    ],
)
def test_a_database_that_does_not_let_in_is_reported_without_the_password(
    changes: dict[str, str], says: str, locked_door: Server, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("DESIL_DATABASE_URL", make_conninfo(locked_door.url, **changes))
    fault = fault_of("publications", "--home", tmp_path)
    assert fault.exit_code == 6
    assert says in fault.message
    assert SECRET not in said(fault)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://desil:{SECRET}@127.0.0.1:1/desil",
        "postgresql://desil:sandi%rahasia@127.0.0.1/desil",
        "sandi rahasia",
    ],
)
def test_an_address_with_unescaped_signs_says_how_to_write_them(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESIL_DATABASE_URL", url)
    fault = fault_of("publications", "--home", tmp_path)
    assert fault.exit_code == 6
    assert "%2F" in fault.hint
    for part in ("sandi", "rahasia"):
        assert part not in fault.message


def test_a_database_in_another_encoding_is_refused_at_once(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.connect(autocommit=True) as connection:
        connection.execute(
            "create database ascii encoding 'SQL_ASCII' locale 'C' template template0"
        )
    monkeypatch.setenv("DESIL_DATABASE_URL", address_of(server, "ascii"))
    fault = fault_of("publications", "--home", tmp_path)
    drop_database(server, address_of(server, "ascii"))
    assert fault.exit_code == 6
    assert "SQL_ASCII" in fault.message
    assert "UTF8" in fault.hint


@pytest.fixture
def town(server: Server) -> Iterator[str]:
    """The address of a database whose owner is not the owner of its schema."""
    url = copy_database(server, "template1")
    name = conninfo_to_dict(url)["dbname"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create role kota")
        connection.execute(f"alter database {name} owner to kota")
        connection.execute("alter schema public owner to desil")
        connection.execute("grant desil_office to kota with admin option")
    yield make_conninfo(url, options="-c role=kota")
    drop_database(server, url)
    with server.connect(autocommit=True) as connection:
        connection.execute("drop role kota")


def test_an_owner_without_the_schema_is_told_which_right_is_missing(
    town: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESIL_DATABASE_URL", town)
    fault = fault_of("publications", "--home", tmp_path)
    assert fault.exit_code == 6
    assert "hak" in fault.message
    assert "alter schema public owner" in fault.hint


def test_an_owner_who_may_make_tables_needs_not_own_the_schema(
    town: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(make_conninfo(town, options=""), autocommit=True) as connection:
        connection.execute("grant create on schema public to kota")
    monkeypatch.setenv("DESIL_DATABASE_URL", town)
    done = CliRunner().invoke(app, ["publications", "--home", str(tmp_path)])
    assert done.exit_code == 0, done.exception


def test_rights_are_given_again_where_a_restore_lost_them(
    empty_register: str, tmp_path: Path
) -> None:
    with psycopg.connect(empty_register, autocommit=True) as owner:
        owner.execute("revoke all on all tables in schema public from desil_office")
    with open_register(tmp_path, database_url=empty_register):
        pass
    with psycopg.connect(office_address(empty_register)) as office:
        office.execute("select count(*) from account")
