"""A home folder's private server: started, shared, killed, recovered."""

import contextlib
import os
import pwd
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from desil.database.server.binaries import Binaries, installed_binaries
from desil.database.server.server import open_server
from desil.errors import Conflict, MachineLacks
from tests.register_server import short_folder

SEARCH_PATH = os.environ["PATH"]
FOUND = installed_binaries(SEARCH_PATH)
HOLDER = Path(__file__).with_name("holder.py")
pytestmark = pytest.mark.skipif(not FOUND, reason="PostgreSQL 15 or newer is not installed")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as another user")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def home() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder / "home"


@pytest.fixture(scope="module")
def used_home() -> Iterator[Path]:
    """A home for tests that do not mind what was in it before."""
    with short_folder() as folder:
        yield folder / "home"


def _server_pid(home: Path) -> int:
    (file,) = home.glob("postgres/*/postmaster.pid")
    return int(file.read_text().split("\n", 1)[0])


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _holder(home: Path, seconds: float = 60) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, HOLDER, home, str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("dbname=")
    assert process.stdout.readline() == "siap\n"
    return process


def _marks(home: Path) -> int:
    with (
        open_server(home, search_path=SEARCH_PATH, synced=False) as server,
        server.connect() as connection,
    ):
        ((marks,),) = connection.execute("select count(*) from mark").fetchall()
    return int(marks)


@pytest.mark.parametrize("binaries", FOUND, ids=lambda b: f"{b.origin} {b.version}")
def test_it_starts_keeps_data_and_stops(home: Path, binaries: Binaries) -> None:
    with open_server(home, binaries=binaries, synced=False) as server:
        assert server.version == binaries.version
        with server.connect() as connection:
            connection.execute("create table kept as select 7 as number")
        pid = _server_pid(home)
    assert not _is_running(pid)
    assert (home / "postgres" / str(binaries.major)).is_dir()
    with (
        open_server(home, binaries=binaries, synced=False) as server,
        server.connect() as connection,
    ):
        assert connection.execute("select number from kept").fetchall() == [(7,)]


def test_it_is_private(home: Path) -> None:
    with open_server(home, search_path=SEARCH_PATH) as server, server.connect() as connection:
        settings = dict(
            connection.execute(
                "select name, setting from pg_settings where name = any(%s)",
                [["listen_addresses", "fsync", "data_checksums", "server_encoding"]],
            ).fetchall()
        )
        data = Path(str(connection.execute("show data_directory").fetchall()[0][0]))
    assert settings == {
        "listen_addresses": "",
        "fsync": "on",
        "data_checksums": "on",
        "server_encoding": "UTF8",
    }
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "postgres.log").stat().st_mode) == 0o600


@as_root
def test_as_root_it_runs_as_another_user(used_home: Path) -> None:
    with open_server(used_home, search_path=SEARCH_PATH, synced=False):
        owner = Path(f"/proc/{_server_pid(used_home)}").stat().st_uid
    assert owner != 0
    assert pwd.getpwuid(owner).pw_name in ("postgres", "nobody")


@as_root
def test_a_home_that_others_cannot_enter_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with short_folder() as apart:
        system_folder = apart / "system"
        with open_server(
            closed / "home", search_path=SEARCH_PATH, synced=False, system_folder=system_folder
        ) as server:
            assert server.connect().execute("select 1").fetchone() == (1,)
            (link,) = [p for p in (closed / "home/postgres").iterdir() if p.is_symlink()]
            assert link.resolve().is_relative_to(system_folder)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@on_linux
def test_it_stops_when_its_command_is_killed(home: Path) -> None:
    process = _holder(home)
    pid = _server_pid(home)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while _is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(pid)
    assert _marks(home) == 1


def test_it_can_be_opened_at_once_after_its_command_was_killed(home: Path) -> None:
    process = _holder(home)
    process.kill()
    process.wait()
    assert _marks(home) == 1


def test_both_killed_at_once_lose_nothing(home: Path) -> None:
    for expected in (1, 2, 3):
        process = _holder(home)
        os.kill(_server_pid(home), signal.SIGKILL)
        process.kill()
        process.wait()
        assert _marks(home) == expected


def test_a_stale_pid_file_of_another_process_is_no_hindrance(used_home: Path) -> None:
    with open_server(used_home, search_path=SEARCH_PATH, synced=False):
        pass
    (data,) = [p for p in (used_home / "postgres").iterdir() if p.name.isdecimal()]
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n")
    with open_server(used_home, search_path=SEARCH_PATH, synced=False) as server:
        assert server.connect().execute("select 1").fetchone() == (1,)


def test_two_commands_share_one_server(home: Path) -> None:
    process = _holder(home)
    with open_server(home, search_path=SEARCH_PATH, synced=False) as server:
        assert server.origin == "berbagi"
        assert server.connect().execute("select count(*) from mark").fetchone() == (1,)
    process.terminate()
    process.wait()


def test_the_first_command_waits_for_the_second(used_home: Path) -> None:
    process = _holder(used_home, seconds=0.5)
    with open_server(used_home, search_path=SEARCH_PATH, synced=False) as server:
        with server.connect(autocommit=True) as connection:
            time.sleep(1.0)
            assert connection.execute("select 1").fetchone() == (1,)
        assert process.poll() is None
    assert process.wait(20) == 0


def test_one_that_may_not_share_is_told_who_holds_it(used_home: Path) -> None:
    process = _holder(used_home)
    opened = open_server(used_home, search_path=SEARCH_PATH, synced=False, may_share=False)
    with pytest.raises(Conflict, match="desil tahan"), opened:
        pass
    process.terminate()
    process.wait()


def test_a_home_with_a_very_long_path_has_its_socket_elsewhere(home: Path) -> None:
    deep = home / ("x" * 60) / ("y" * 60)
    with open_server(deep, search_path=SEARCH_PATH, synced=False) as server:
        socket = Path(psycopg.conninfo.conninfo_to_dict(server.url)["host"])
        assert not socket.is_relative_to(deep)
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert not socket.exists()


def test_a_given_address_is_used_as_it_is(used_home: Path, tmp_path: Path) -> None:
    with (
        open_server(used_home, search_path=SEARCH_PATH, synced=False) as private,
        open_server(tmp_path / "other", database_url=private.url) as server,
    ):
        assert (server.url, server.origin) == (private.url, "alamat")
    assert not (tmp_path / "other").exists()


def test_a_wrong_address_says_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(MachineLacks) as lack:
        open_server(tmp_path, database_url="postgresql:///x?host=/nowhere").__enter__()
    assert "DESIL_DATABASE_URL" in lack.value.hint


def test_the_log_holds_no_values(used_home: Path) -> None:
    with (
        open_server(used_home, search_path=SEARCH_PATH, synced=False) as server,
        server.connect(autocommit=True) as connection,
    ):
        connection.execute("create table secret (nik text primary key)")
        for _ in range(2):
            with contextlib.suppress(psycopg.errors.UniqueViolation):
                connection.execute("insert into secret values ('3275018888888001')")
    assert "3275018888888001" not in (used_home / "postgres.log").read_text()
