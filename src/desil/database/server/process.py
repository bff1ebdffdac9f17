"""One running server process: started, waited for, stopped."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from desil.database.server import launch
from desil.database.server.binaries import Binaries
from desil.database.server.initdb import ROLE
from desil.database.server.os_user import ServerUser
from desil.database.server.places import PORT
from desil.database.server.tuning import server_arguments
from desil.errors import DesilError, MachineLacks

DATABASE = "desil"
_POLL_SECONDS = 0.02
_RECOVERY_SECONDS = 600  # after a crash the server may read much log before it answers
_STOP_SECONDS = 60
_LOG_LIMIT = 8_000_000  # bytes


def url_of(socket: Path, database: str = DATABASE) -> str:
    """The address of a private server, as psycopg and Django settings take it; libpq's own
    notation, in which a folder may hold any letter."""
    return make_conninfo(dbname=database, host=str(socket), port=PORT, user=ROLE)


def _listed_folder(folder: Path) -> str:
    """A folder as one entry of PostgreSQL's list of socket folders."""
    quoted = str(folder).replace('"', '""')
    return f'"{quoted}"'


def start_process(
    binaries: Binaries, data: Path, socket: Path, user: ServerUser, log: Path, *, synced: bool
) -> subprocess.Popen[bytes]:
    """The server on `data`, started by (and dying with) the thread that calls this."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    who = [str(user.uid), str(user.gid)] if user.differs else ["-1", "-1"]
    command = [sys.executable, "-I", "-S", launch.__file__, *who, str(os.getpid())]
    server = [str(binaries.program("postgres")), "-D", str(data), "-k", _listed_folder(socket)]
    with open(log, "ab", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
        return subprocess.Popen(  # noqa: S603
            [*command, *server, "-p", str(PORT), *server_arguments(synced=synced)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            start_new_session=True,  # Ctrl-C reaches us first, and we stop it
        )


def wait_until_ready(process: subprocess.Popen[bytes], socket: Path) -> bool:
    """True once the server answers; False when it ended instead. Recovery after a crash counts
    as starting."""
    deadline = time.monotonic() + _RECOVERY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        if (socket / f".s.PGSQL.{PORT}").exists():
            try:
                psycopg.connect(url_of(socket, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                pass  # "the database system is starting up"
            else:
                return True
        time.sleep(_POLL_SECONDS)
    stop_process(process)
    raise MachineLacks(
        "PostgreSQL belum menjawab setelah {recovery_seconds} detik.",
        hint="Periksa beban dan disk mesin ini, lalu ulangi.",
        recovery_seconds=_RECOVERY_SECONDS,
    )


def ensure_database(socket: Path) -> None:
    """Make our database when this server has none yet."""
    with psycopg.connect(url_of(socket, "postgres"), autocommit=True) as connection:
        known = connection.execute(
            "select 1 from pg_database where datname = %s", [DATABASE]
        ).fetchone()
        if known is None:
            connection.execute(f"create database {DATABASE}")


def stop_process(process: subprocess.Popen[bytes]) -> None:
    """Stop the server cleanly; harder when it does not follow."""
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(sign)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _named_in_pid_file(data: Path) -> list[int]:
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        said = subprocess.run(  # noqa: S603
            ["/bin/ps", "-o", "command=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
        )
    except (OSError, ValueError):
        return []
    return [pid] if str(data) in said.stdout else []


def processes_on(data: Path) -> list[int]:
    """The live processes of a server on `data`: each of them works in that folder. Where there is
    no /proc, the one that the pid file names."""
    if sys.platform != "linux":
        return _named_in_pid_file(data)
    found = []
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):  # it just ended, or is not ours
            if cwd.readlink() == data.resolve():
                found.append(int(cwd.parent.name))
    return found


def end_orphan(data: Path) -> None:
    """Stop whatever a killed command left running on `data`, wait until it is gone, and remove
    its lock files. The caller holds the home's lock, so nobody else runs a server here."""
    deadline = time.monotonic() + _STOP_SECONDS
    while left := processes_on(data):
        sign = signal.SIGKILL if time.monotonic() > deadline else signal.SIGINT
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
        time.sleep(_POLL_SECONDS * 2)
    # Their number may be another process's by now, or a dead one's that nobody waited for.
    for name in ("postmaster.pid", f".s.PGSQL.{PORT}.lock", f".s.PGSQL.{PORT}"):
        (data / name).unlink(missing_ok=True)


def start_fault(log: Path) -> DesilError:
    """The error for a server that did not start, with the end of its log."""
    lines = log.read_text(errors="replace").strip().splitlines()[-4:]
    if any(os.strerror(errno.ENOSPC) in line for line in lines):
        return MachineLacks(
            "PostgreSQL tidak mau mulai: ruang disk habis.",
            hint="Sediakan ruang disk, lalu ulangi perintah ini: yang sudah ada tetap utuh.",
        )
    return MachineLacks(
        "PostgreSQL tidak mau mulai: {lines}",
        hint="Catatan lengkapnya ada di {log}.",
        lines=" / ".join(line[-200:] for line in lines),
        log=log,
    )
