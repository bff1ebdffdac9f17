"""The door to PostgreSQL: a server for a home folder, private unless an address is given."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from desil.database.server.binaries import (
    OLDEST_MAJOR,
    Binaries,
    binaries_for,
    installed_binaries,
)
from desil.database.server.fault import connection_fault
from desil.database.server.holding import (
    Holder,
    conflict_of,
    held,
    last_user,
    read_holder,
    sharing,
    write_holder,
)
from desil.database.server.initdb import make_data_folder, write_access_rules
from desil.database.server.os_user import ServerUser, server_user
from desil.database.server.places import (
    SYSTEM_FOLDER,
    Places,
    data_folder,
    prepared_places,
    reachable_binaries,
    remove_socket_folder,
    socket_folder,
)
from desil.database.server.process import (
    end_orphan,
    ensure_database,
    start_fault,
    start_process,
    stop_process,
    url_of,
    wait_until_ready,
)
from desil.errors import MachineLacks

_READY_SECONDS = 60.0  # for a server that another process is starting
_LINGER_SECONDS = 120.0  # for others who still use ours when we are done
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server that answers. `origin` says where it comes from: "alamat" for
    DESIL_DATABASE_URL, "berbagi" for one that another process runs, else its programs."""

    url: str
    version: str
    origin: str

    def connect(self, *, autocommit: bool = False) -> psycopg.Connection[tuple[Any, ...]]:
        """A new connection."""
        return psycopg.connect(self.url, autocommit=autocommit)


def _answering(url: str, origin: str) -> Server:
    try:
        with psycopg.connect(url, connect_timeout=20) as connection:
            number = connection.info.server_version
            encoding = connection.info.parameter_status("server_encoding")
    except (psycopg.OperationalError, psycopg.ProgrammingError) as fault:
        raise connection_fault(fault) from None  # its text may hold a part of the address
    if number // 10000 < OLDEST_MAJOR:
        raise MachineLacks(
            "Server PostgreSQL ini versi {number}; paling lama {oldest_major}.",
            hint="Perbarui server itu, atau kosongkan DESIL_DATABASE_URL.",
            number=number // 10000,
            oldest_major=OLDEST_MAJOR,
        )
    if encoding != "UTF8":
        raise MachineLacks(
            "Basis data ini memakai pengodean {encoding}; yang dapat dipakai hanya UTF8.",
            hint="Buat basis data baru: createdb --encoding=UTF8 --template=template0 desil",
            encoding=encoding,
        )
    return Server(url, f"{number // 10000}.{number % 10000}", origin)


def _started(
    places: Places,
    binaries: Binaries,
    data: Path,
    socket: Path,
    user: ServerUser,
    *,
    synced: bool,
) -> subprocess.Popen[bytes]:
    for attempt in range(_ATTEMPTS):
        process = start_process(binaries, data, socket, user, places.log, synced=synced)
        if wait_until_ready(process, socket):
            return process
        # Workers of a killed server may hold its memory for a moment.
        time.sleep(0.2 * (attempt + 1))
    raise start_fault(places.log)


def _prepared_data(places: Places, binaries: Binaries, user: ServerUser, *, synced: bool) -> Path:
    data = data_folder(places, binaries.major, user)
    if not data.exists():
        make_data_folder(data, binaries, user, synced=synced)
    end_orphan(data)
    write_access_rules(data, user)
    return data


@contextlib.contextmanager
def _running(
    places: Places, binaries: Binaries, user: ServerUser, purpose: str, *, synced: bool
) -> Iterator[Server]:
    if before := read_holder(places):  # one that could not tidy up
        remove_socket_folder(Path(before.socket))
        places.holder.unlink()
    data = _prepared_data(places, binaries, user, synced=synced)
    socket = socket_folder(data, user)
    process = _started(places, binaries, data, socket, user, synced=synced)
    linger = 0.0  # on an error, stop at once
    try:
        ensure_database(socket)
        write_holder(places, Holder(os.getpid(), purpose, str(socket)))
        yield Server(url_of(socket), binaries.version, binaries.origin)
        linger = _LINGER_SECONDS
    finally:
        with last_user(places, linger):
            places.holder.unlink(missing_ok=True)
            stop_process(process)
            remove_socket_folder(socket)


def _joined(places: Places) -> Server | None:
    holder = read_holder(places)
    if holder is None:
        return None
    try:
        return _answering(url_of(Path(holder.socket)), "berbagi")
    except MachineLacks:
        return None


@contextlib.contextmanager
def _own_or_shared(
    places: Places,
    found: tuple[Binaries, ...],
    purpose: str,
    *,
    may_share: bool,
    synced: bool,
) -> Iterator[Server]:
    deadline = time.monotonic() + _READY_SECONDS
    while True:
        with held(places) as mine:
            if mine:
                user = server_user(places.owner_uid())
                chosen = binaries_for(places.data_majors(), found)
                chosen = reachable_binaries(chosen, user, places)
                with _running(places, chosen, user, purpose, synced=synced) as server:
                    yield server
                return
        with sharing(places, _READY_SECONDS) as counted:
            joined = _joined(places) if counted and may_share else None
            if joined:
                yield joined
                return
        if not may_share or time.monotonic() > deadline:
            raise conflict_of(places)
        time.sleep(0.05)  # its server is starting or stopping


@contextlib.contextmanager
def open_server(
    home: Path,
    *,
    database_url: str = "",
    search_path: str = os.defpath,
    purpose: str = "desil",
    may_share: bool = True,
    binaries: Binaries | None = None,
    system_folder: Path = SYSTEM_FOLDER,
    synced: bool = True,
) -> Iterator[Server]:
    """A PostgreSQL server for `home`, for as long as the context lasts.

    The server at `database_url` when that is given; else the one that another process runs for
    this home, when `may_share`; else a private one, started here (made first when the home has
    none) and stopped at the end. Call it from the main thread: the server dies with the thread
    that started it. `purpose` is what others are told when they find the home taken;
    `search_path` is the PATH on which PostgreSQL is looked for; `synced` False is for tests only.

    Raises MachineLacks when no PostgreSQL is to be had, Conflict when another process has it.
    """
    if database_url:
        yield _answering(database_url, "alamat")
        return
    places = prepared_places(home, system_folder)
    found = (binaries,) if binaries else installed_binaries(search_path)
    with _own_or_shared(places, found, purpose, may_share=may_share, synced=synced) as server:
        yield server
